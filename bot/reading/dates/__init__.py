"""Finds time expressions and resolves them to TIMEX3 types and values."""
