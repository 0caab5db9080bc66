"""Proposed facts before the judge: each sentence's questions, and from the answers which facts are shown."""
