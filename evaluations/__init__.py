"""Formative, functioning and ex post evaluations of pôles and projects."""
