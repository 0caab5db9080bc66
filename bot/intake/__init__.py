"""Files, pages and feeds into articles."""
