"""Words and dependency trees into noun phrases and clauses."""
