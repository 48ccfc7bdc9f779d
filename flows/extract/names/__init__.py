"""Persons, organisations and places by name, role and pronoun, and who is who inside a document."""
