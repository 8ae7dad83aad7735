"""Themes, demandes, pôles de synergie, their terms and their members."""
