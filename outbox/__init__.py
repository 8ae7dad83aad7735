"""Mails as rows: posted by acts, previewed, delivered, retried; reminders."""
