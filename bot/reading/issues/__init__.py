"""Finds issues: things that people are for or against and that are neither actors nor events (a reform, a price cap, a pipeline)."""
