-- 0037: the ids of articles, subscriptions and corrections, which buttons and the ledger of digests carry: none is given twice, so that a button of
-- what was deleted never does something to another. AUTOINCREMENT can't be added to a table, and to copy the articles would take minutes:
-- the last id is kept here, INSERTs take the next one, and the triggers refuse any other.

CREATE TABLE last_ids (
    of   TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Digests say up to which article they looked: it may be deleted already.
INSERT INTO last_ids (of, last) VALUES
    ('articles', max(
        (SELECT coalesce(max(id), 0) FROM articles),
        (SELECT coalesce(max(CAST(as_of AS INTEGER)), 0) FROM told WHERE kind = 'looked at'))),
    ('subscriptions', (SELECT coalesce(max(id), 0) FROM subscriptions)),
    ('corrections', (SELECT coalesce(max(id), 0) FROM corrections));

CREATE TRIGGER id_of_an_article AFTER INSERT ON articles BEGIN
    SELECT RAISE(ABORT, 'this id was given before') FROM last_ids WHERE of = 'articles' AND last >= new.id;
    UPDATE last_ids SET last = new.id WHERE of = 'articles';
END;

CREATE TRIGGER id_of_a_subscription AFTER INSERT ON subscriptions BEGIN
    SELECT RAISE(ABORT, 'this id was given before') FROM last_ids WHERE of = 'subscriptions' AND last >= new.id;
    UPDATE last_ids SET last = new.id WHERE of = 'subscriptions';
END;

CREATE TRIGGER id_of_a_correction AFTER INSERT ON corrections BEGIN
    SELECT RAISE(ABORT, 'this id was given before') FROM last_ids WHERE of = 'corrections' AND last >= new.id;
    UPDATE last_ids SET last = new.id WHERE of = 'corrections';
END;
