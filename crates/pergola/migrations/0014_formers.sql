-- What an archive tells of another place and that cannot come to life here: whom its owner had blocked or invited there,
-- what rooms wrote there. Kept word for word for his next archive; nothing here ever acts on it.

CREATE TABLE formers (
    member_id BIGINT NOT NULL,
    -- 'blocks', 'invitations', 'account', or 'room:' and the name of a room
    section TEXT NOT NULL,
    -- What it is known by when it comes again.
    source_key TEXT NOT NULL,
    position BIGINT NOT NULL,
    -- JSON as the archive had it; people off Pergola by the number of their card here.
    body TEXT NOT NULL,
    import_id BIGINT NOT NULL,
    PRIMARY KEY (member_id, section, source_key)
);

-- What the archive said of a card and that a card has no place for, as JSON: the handle of who was a tie elsewhere, how they met.
ALTER TABLE contacts ADD COLUMN former TEXT NOT NULL DEFAULT '';
