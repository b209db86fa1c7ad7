"""Pages of listening: notes, areas, the reports of months, and the private pages of their readers."""
