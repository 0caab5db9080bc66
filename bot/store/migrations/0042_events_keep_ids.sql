-- 0042: the highest number that an event of an article ever had, so that none is given to another when it is read again.

ALTER TABLE articles ADD COLUMN last_event INTEGER NOT NULL DEFAULT 0;
