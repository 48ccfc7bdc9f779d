"""The command line: what it prints, what it asks, and how it says what went wrong."""
