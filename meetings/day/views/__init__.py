"""Pages of the day: for the person, for the desk, for staff."""
