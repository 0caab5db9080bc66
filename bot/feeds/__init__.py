"""Feeds that are read by themselves: found, polled politely, their entries taken in as articles."""
