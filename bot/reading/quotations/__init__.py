"""Finds drafts of quotations (direct, indirect, partial), with their source and content."""
