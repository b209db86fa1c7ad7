"""Staff pages of people and offices."""
