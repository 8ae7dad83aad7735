"""Sittings, agenda, decisions: the plenary decides on what the others prepare."""
