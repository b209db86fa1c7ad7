"""Real servers for the tests: PostgreSQL, Redis and SMTP on loopback, gone when the block ends."""
