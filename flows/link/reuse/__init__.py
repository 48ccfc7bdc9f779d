"""Who copied whom: reprints, shared passages, and the independent origin of each article."""
