"""Mechanics that know no app: law, workflow, journal, drafts, files, versions, deadlines, views."""
