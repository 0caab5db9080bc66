"""The nouns of Attaché, frozen, a module a field; imports nothing of ours."""
