"""Staff pages of the charity's own details."""
