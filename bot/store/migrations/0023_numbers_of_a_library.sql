-- 0023: an article's and a feed's number in its own library, by which it is shown and typed; none is given twice while the library is there.

ALTER TABLE libraries ADD COLUMN articles INTEGER NOT NULL DEFAULT 0; -- how many it ever had
ALTER TABLE libraries ADD COLUMN feeds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN number INTEGER NOT NULL DEFAULT 0;

UPDATE articles SET number = place FROM (
    SELECT id AS counted, row_number() OVER (PARTITION BY library ORDER BY id) AS place FROM articles) WHERE id = counted;
UPDATE feeds SET number = place FROM (
    SELECT id AS counted, row_number() OVER (PARTITION BY library ORDER BY id) AS place FROM feeds) WHERE id = counted;
UPDATE libraries SET articles = (SELECT count(*) FROM articles WHERE library = libraries.id),
    feeds = (SELECT count(*) FROM feeds WHERE library = libraries.id);

CREATE UNIQUE INDEX articles_by_number ON articles (library, number);
CREATE UNIQUE INDEX feeds_by_number ON feeds (library, number);

CREATE TRIGGER number_of_an_article AFTER INSERT ON articles BEGIN
    UPDATE libraries SET articles = articles + 1 WHERE id = new.library;
    UPDATE articles SET number = (SELECT articles FROM libraries WHERE id = new.library) WHERE id = new.id;
END;

CREATE TRIGGER number_of_a_feed AFTER INSERT ON feeds BEGIN
    UPDATE libraries SET feeds = feeds + 1 WHERE id = new.library;
    UPDATE feeds SET number = (SELECT feeds FROM libraries WHERE id = new.library) WHERE id = new.id;
END;
