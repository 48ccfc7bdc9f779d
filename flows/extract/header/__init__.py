"""What stands around the article: title, dek, authors, outlet, publication, language, each with how it was found."""
