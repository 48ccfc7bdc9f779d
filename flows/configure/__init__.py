"""What people tell a run by files: settings, outlets, decisions."""
