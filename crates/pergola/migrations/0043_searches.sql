-- Who would move, and to whom he says so; and the searches that members want to hear from. Each is its member's own business.

CREATE TABLE openness (
    member_id BIGINT PRIMARY KEY,
    -- 'organisations', 'everybody'; who says 'nobody' has no row
    open_to TEXT NOT NULL,
    words TEXT NOT NULL,
    words_folded TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE TABLE saved_searches (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    -- The query of the list's address.
    query TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- The newest ad that was there when its owner was last told.
    told_job BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    UNIQUE (member_id, query)
);
CREATE INDEX saved_searches_due ON saved_searches (told_at);
