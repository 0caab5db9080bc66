"""Events, judgements and relations into drafts of stances: who is for or against whom or what."""
