"""Pages of CAGs: the list, the page of one, and its buttons."""
