-- 0012: what a text puts after an event: with it an event's timeline costs nothing of what else is filed.

CREATE INDEX event_order_by_earlier ON event_order (earlier);
