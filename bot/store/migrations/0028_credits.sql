-- 0028: whose text an article is and under which licence, as its file states it; shown with the article and in /about.

ALTER TABLE articles ADD COLUMN credit TEXT;
ALTER TABLE drafts ADD COLUMN credit TEXT;
