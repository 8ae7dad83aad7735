"""Fiches projet: what a porteur submits inside a pôle."""
