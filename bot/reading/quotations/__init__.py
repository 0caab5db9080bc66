"""Words in marks and reported words into drafts of quotations: direct, indirect, partial; their source and extent."""
