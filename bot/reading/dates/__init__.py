"""Time expressions into TIMEX3 types and values."""
