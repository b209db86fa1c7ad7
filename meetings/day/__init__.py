"""The day itself: the page for the day, who is here, walk-ins, the sign-in sheet, key points."""
