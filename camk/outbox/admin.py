"""Staff pages of the outbox."""
