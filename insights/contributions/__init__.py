"""What is said round the table at a meeting, and what each line becomes."""
