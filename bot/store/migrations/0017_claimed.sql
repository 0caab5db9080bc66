-- 0017: the link of another site under which a page says that it is to be found: a claim, by which no outlet is told and no article replaced.

ALTER TABLE articles ADD COLUMN claimed TEXT;
ALTER TABLE drafts ADD COLUMN claimed TEXT;
