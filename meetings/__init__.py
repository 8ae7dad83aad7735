"""What a pôle's meeting and a plenary sitting share: numbering, attendance, freeze."""
