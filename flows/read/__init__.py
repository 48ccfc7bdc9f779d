"""From files below the raw folder to documents: nothing else opens raw files, and nothing is lost on the way."""
