"""Staff pages of this room."""
