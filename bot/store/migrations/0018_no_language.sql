-- 0018: no article's language: none ever decided anything by it, and what is not English is told by the reader itself.

ALTER TABLE articles DROP COLUMN language;
ALTER TABLE drafts DROP COLUMN language;
