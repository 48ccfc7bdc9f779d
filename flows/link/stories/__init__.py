"""Which articles are on one event, and what the story is called."""
