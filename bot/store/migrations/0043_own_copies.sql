-- 0043: of an article that both everyone's library and a server's have, the server sees its own, with its outlet, date and corrections. `twin` of the
-- server's article is everyone's, which is not shown in that server while both stand; until now it was the server's that was not shown.

DROP TRIGGER an_article_is_shown;
DROP TRIGGER an_article_is_gone;
DROP TRIGGER an_article_is_hidden_or_shown;
DROP INDEX articles_seen;
DROP INDEX articles_by_twin;
CREATE INDEX articles_seen ON articles (library) WHERE removed_at IS NULL;
CREATE INDEX articles_by_twin ON articles (twin, library) WHERE twin IS NOT NULL;

ALTER TABLE libraries ADD COLUMN hides INTEGER NOT NULL DEFAULT 0; -- how many of everyone's articles are not shown in this server: it has its own

UPDATE libraries SET shown = (SELECT count(*) FROM articles a WHERE a.library = libraries.id AND a.removed_at IS NULL);
UPDATE libraries SET hides = (
    SELECT count(DISTINCT o.twin) FROM articles o JOIN articles a ON a.id = o.twin
    WHERE o.library = libraries.id AND o.removed_at IS NULL AND a.removed_at IS NULL);

CREATE TRIGGER an_article_is_shown AFTER INSERT ON articles WHEN new.removed_at IS NULL BEGIN
    UPDATE libraries SET shown = shown + 1 WHERE id = new.library;
END;

CREATE TRIGGER an_article_is_gone AFTER DELETE ON articles WHEN old.removed_at IS NULL BEGIN
    UPDATE libraries SET shown = shown - 1 WHERE id = old.library;
END;

CREATE TRIGGER an_article_is_removed_or_restored AFTER UPDATE OF removed_at ON articles WHEN (old.removed_at IS NULL) <> (new.removed_at IS NULL) BEGIN
    UPDATE libraries SET shown = shown - (old.removed_at IS NULL) + (new.removed_at IS NULL) WHERE id = new.library;
    UPDATE libraries SET hides = hides - (old.removed_at IS NULL) + (new.removed_at IS NULL)
    WHERE id IN (SELECT library FROM articles WHERE twin = new.id AND removed_at IS NULL);
END;

CREATE TRIGGER an_article_with_own_copies_is_gone BEFORE DELETE ON articles WHEN old.removed_at IS NULL BEGIN
    UPDATE libraries SET hides = hides - 1 WHERE id IN (SELECT library FROM articles WHERE twin = old.id AND removed_at IS NULL);
END;

-- A server may have two copies of one article: what both hide is counted without the one that changes, and then with it.
CREATE TRIGGER an_own_copy_changes BEFORE UPDATE OF removed_at, twin ON articles WHEN coalesce(old.twin, new.twin) IS NOT NULL BEGIN
    UPDATE libraries SET hides = hides - (
        SELECT count(*) FROM articles a WHERE a.id IN (old.twin, new.twin) AND a.removed_at IS NULL AND EXISTS (
            SELECT 1 FROM articles o WHERE o.twin = a.id AND o.library = old.library AND o.removed_at IS NULL))
    WHERE id = old.library;
END;

CREATE TRIGGER an_own_copy_has_changed AFTER UPDATE OF removed_at, twin ON articles WHEN coalesce(old.twin, new.twin) IS NOT NULL BEGIN
    UPDATE libraries SET hides = hides + (
        SELECT count(*) FROM articles a WHERE a.id IN (old.twin, new.twin) AND a.removed_at IS NULL AND EXISTS (
            SELECT 1 FROM articles o WHERE o.twin = a.id AND o.library = old.library AND o.removed_at IS NULL))
    WHERE id = old.library;
END;

CREATE TRIGGER an_own_copy_goes BEFORE DELETE ON articles WHEN old.twin IS NOT NULL AND old.removed_at IS NULL BEGIN
    UPDATE libraries SET hides = hides - 1 WHERE id = old.library
        AND EXISTS (SELECT 1 FROM articles a WHERE a.id = old.twin AND a.removed_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM articles o WHERE o.twin = old.twin AND o.library = old.library AND o.removed_at IS NULL AND o.id <> old.id);
END;

-- The servers' copies that nobody saw until now: merges of subjects did not change them, and their reports were joined with no others.
INSERT OR IGNORE INTO to_read_again (article, correction)
SELECT a.id, max(c.id) FROM articles a JOIN corrections c ON c.library = a.library AND c.mistake = 'same' AND c.state = 'applied'
WHERE a.twin IS NOT NULL AND a.removed_at IS NULL GROUP BY a.id;

UPDATE reports_joined SET upto = min(upto, (SELECT min(id) - 1 FROM articles WHERE twin IS NOT NULL))
WHERE EXISTS (SELECT 1 FROM articles WHERE twin IS NOT NULL);
