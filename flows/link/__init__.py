"""From annotated articles to comparisons: reprints, stories, shared quotations, fact slots, omissions."""
