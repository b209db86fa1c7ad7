"""What the main pages cost, as multiples of a bare Django page on the same server and database."""
