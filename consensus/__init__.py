"""What a pôle does together: proposals, positions, objections, commitments."""
