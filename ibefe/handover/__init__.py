"""Somebody leaves: what they see to goes to others, in one act that reaches every app."""
