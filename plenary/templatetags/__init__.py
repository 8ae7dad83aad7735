"""Panels that the plenary lends to pages of others."""
