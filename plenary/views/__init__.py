"""Pages of the plenary."""
