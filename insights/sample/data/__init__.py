"""What a sample of many issues is made of: how real ones are spread, and the words they are told in."""
