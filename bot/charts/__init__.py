"""Draws charts: a chart of an answer -> SVG -> PNG with words for those who don't see it. Knows neither the store nor Discord."""
