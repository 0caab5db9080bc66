-- 0019: a library is a server's that is entered, or everyone's: what is filed for a server that is deleted meanwhile is refused.

INSERT INTO servers (id, joined_at, left_at)
    SELECT id, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM libraries
    WHERE id <> 'everyone' AND id NOT IN (SELECT id FROM servers); -- came back after it was deleted: away after the days of grace, or there again

CREATE TRIGGER library_of_an_entered_server BEFORE INSERT ON libraries
WHEN NEW.id <> 'everyone' AND NOT EXISTS (SELECT 1 FROM servers WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'the server is not entered');
END;
