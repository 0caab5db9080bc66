"""Finds drafts of stances in events, judgements and relations: who supports or opposes whom or what."""
