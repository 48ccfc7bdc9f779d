"""Prefect around a run: its server, its schedules, what it shows there, and who is told."""
