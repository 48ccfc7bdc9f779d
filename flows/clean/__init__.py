"""From a document to blocks: each part of the text is kept or removed, by a rule that has a name."""
