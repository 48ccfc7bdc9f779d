"""From blocks to annotations: fields, entities, roles, quotations, expressions and terms, each with its place."""
