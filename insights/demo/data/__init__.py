"""The contents of the demonstration: every name, body and word here is invented; only the places are real."""
