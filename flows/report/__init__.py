"""What is shown to people: one document in full, on a terminal and as a page."""
