-- 0013: the words by which people remember an event that has no name. There are a dozen of these in an article, so they are found here and not in memory.

CREATE VIRTUAL TABLE event_words USING fts5 (
    library,
    words, -- as names are compared: what happened, who took part, where and when
    prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TRIGGER event_words_go AFTER DELETE ON events BEGIN
    DELETE FROM event_words WHERE rowid = old.id;
END;

-- Of every word in there what may be typed for it: how it sounds, whole and with each letter left out. Two words one slip apart share one of these.
CREATE TABLE event_slips (
    library TEXT NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
    slip    TEXT NOT NULL,
    word    TEXT NOT NULL,
    PRIMARY KEY (library, slip, word)
) STRICT, WITHOUT ROWID;

-- The one row says by which code and knowledge the words were made: by another, they are made anew.
CREATE TABLE event_words_made (
    version TEXT NOT NULL
) STRICT;
