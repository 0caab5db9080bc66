-- 0043: of an article that both everyone's library and a server's have, the server sees its own (see SQLite's).

DROP TRIGGER an_article_is_shown ON articles;
DROP TRIGGER an_article_is_gone ON articles;
DROP TRIGGER an_article_is_hidden_or_shown ON articles;
DROP FUNCTION an_article_is_hidden_or_shown;
DROP INDEX articles_seen;
DROP INDEX articles_by_twin;
CREATE INDEX articles_seen ON articles (library) WHERE removed_at IS NULL;
CREATE INDEX articles_by_twin ON articles (twin, library) WHERE twin IS NOT NULL;

ALTER TABLE libraries ADD COLUMN hides BIGINT NOT NULL DEFAULT 0;

UPDATE libraries SET shown = (SELECT count(*) FROM articles a WHERE a.library = libraries.id AND a.removed_at IS NULL);
UPDATE libraries SET hides = (
    SELECT count(DISTINCT o.twin) FROM articles o JOIN articles a ON a.id = o.twin
    WHERE o.library = libraries.id AND o.removed_at IS NULL AND a.removed_at IS NULL);

CREATE TRIGGER an_article_is_shown AFTER INSERT ON articles FOR EACH ROW WHEN (new.removed_at IS NULL) EXECUTE FUNCTION an_article_is_shown();
CREATE TRIGGER an_article_is_gone AFTER DELETE ON articles FOR EACH ROW WHEN (old.removed_at IS NULL) EXECUTE FUNCTION an_article_is_gone();

CREATE FUNCTION an_article_is_removed_or_restored() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE libraries SET shown = shown - (old.removed_at IS NULL)::int + (new.removed_at IS NULL)::int WHERE id = new.library;
    UPDATE libraries SET hides = hides - (old.removed_at IS NULL)::int + (new.removed_at IS NULL)::int
    WHERE id IN (SELECT library FROM articles WHERE twin = new.id AND removed_at IS NULL);
    RETURN NULL;
END $$;
CREATE TRIGGER an_article_is_removed_or_restored AFTER UPDATE OF removed_at ON articles FOR EACH ROW WHEN ((old.removed_at IS NULL) <> (new.removed_at IS NULL)) EXECUTE FUNCTION an_article_is_removed_or_restored();

CREATE FUNCTION an_article_with_own_copies_is_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE libraries SET hides = hides - 1 WHERE id IN (SELECT library FROM articles WHERE twin = old.id AND removed_at IS NULL);
    RETURN old;
END $$;
CREATE TRIGGER an_article_with_own_copies_is_gone BEFORE DELETE ON articles FOR EACH ROW WHEN (old.removed_at IS NULL) EXECUTE FUNCTION an_article_with_own_copies_is_gone();

CREATE FUNCTION an_own_copy_changes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE libraries SET hides = hides - (
        SELECT count(*) FROM articles a WHERE a.id IN (old.twin, new.twin) AND a.removed_at IS NULL AND EXISTS (
            SELECT 1 FROM articles o WHERE o.twin = a.id AND o.library = old.library AND o.removed_at IS NULL))
    WHERE id = old.library;
    RETURN new;
END $$;
CREATE TRIGGER an_own_copy_changes BEFORE UPDATE OF removed_at, twin ON articles FOR EACH ROW WHEN (coalesce(old.twin, new.twin) IS NOT NULL) EXECUTE FUNCTION an_own_copy_changes();

CREATE FUNCTION an_own_copy_has_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE libraries SET hides = hides + (
        SELECT count(*) FROM articles a WHERE a.id IN (old.twin, new.twin) AND a.removed_at IS NULL AND EXISTS (
            SELECT 1 FROM articles o WHERE o.twin = a.id AND o.library = old.library AND o.removed_at IS NULL))
    WHERE id = old.library;
    RETURN NULL;
END $$;
CREATE TRIGGER an_own_copy_has_changed AFTER UPDATE OF removed_at, twin ON articles FOR EACH ROW WHEN (coalesce(old.twin, new.twin) IS NOT NULL) EXECUTE FUNCTION an_own_copy_has_changed();

CREATE FUNCTION an_own_copy_goes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE libraries SET hides = hides - 1 WHERE id = old.library
        AND EXISTS (SELECT 1 FROM articles a WHERE a.id = old.twin AND a.removed_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM articles o WHERE o.twin = old.twin AND o.library = old.library AND o.removed_at IS NULL AND o.id <> old.id);
    RETURN old;
END $$;
CREATE TRIGGER an_own_copy_goes BEFORE DELETE ON articles FOR EACH ROW WHEN (old.twin IS NOT NULL AND old.removed_at IS NULL) EXECUTE FUNCTION an_own_copy_goes();

INSERT INTO to_read_again (article, correction)
SELECT a.id, max(c.id) FROM articles a JOIN corrections c ON c.library = a.library AND c.mistake = 'same' AND c.state = 'applied'
WHERE a.twin IS NOT NULL AND a.removed_at IS NULL GROUP BY a.id
ON CONFLICT DO NOTHING;

UPDATE reports_joined SET upto = least(upto, (SELECT min(id) - 1 FROM articles WHERE twin IS NOT NULL))
WHERE EXISTS (SELECT 1 FROM articles WHERE twin IS NOT NULL);
