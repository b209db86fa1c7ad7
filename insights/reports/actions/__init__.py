"""Every write of the reports room, by what is being done: drafting, approving, sending, answering, correcting."""
