"""The same fact side by side: slots, values, relations, and what is left out."""
