-- 0026: the words of all sentences, for /search. A sentence's row is numbered by the day its article was published, then the article, then how far
-- it is from the text's end: so "newest first", "since" and "until" are a walk down the numbers, and a page costs what it shows.

CREATE VIRTUAL TABLE sentence_words USING fts5 (
    library,
    outlets, -- the article's own, and those of its copies
    words,
    content = '', -- the words stand in sentences already
    columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE searched ( -- what an article's sentences are indexed under: to take one out, FTS5 wants to be told what was put in
    article INTEGER PRIMARY KEY,
    day     INTEGER NOT NULL CHECK (day BETWEEN 0 AND 262143), -- counted from 1500; 0: no date
    library TEXT NOT NULL,
    outlets TEXT NOT NULL
) STRICT;

CREATE TABLE unsearched ( -- articles filed before, until the next start has indexed them (bot/store/searched.py)
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
) STRICT;

INSERT INTO unsearched (article) SELECT id FROM articles;

CREATE TRIGGER sentence_not_searched AFTER DELETE ON sentences BEGIN
    INSERT INTO sentence_words (sentence_words, rowid, library, outlets, words)
    SELECT 'delete', (((w.day << 29) | w.article) << 16) | (65535 - old.number), w.library, w.outlets, old.words
    FROM searched w WHERE w.article = old.article AND old.number < 65536 AND old.kind IN ('body', 'heading');
END;

CREATE TRIGGER article_not_searched AFTER DELETE ON articles BEGIN -- behind the deletion of its sentences
    DELETE FROM searched WHERE article = old.id;
END;
