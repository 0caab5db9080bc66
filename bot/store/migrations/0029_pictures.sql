-- 0029: the colours of the pictures of answers in a server, or none.

ALTER TABLE servers ADD COLUMN pictures TEXT NOT NULL DEFAULT 'dark' CHECK (pictures IN ('dark', 'light', 'off'));
