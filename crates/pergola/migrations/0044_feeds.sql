-- Feeds of ads that proven organisations keep elsewhere. What was read of one is in `jobs`, by the feed's own keys.

CREATE TABLE feeds (
    id BIGINT PRIMARY KEY,
    organisation_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    url TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- NULL before the first time.
    pulled_at BIGINT,
    -- '', or the code of what went wrong the last time.
    trouble TEXT NOT NULL,
    taken BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    UNIQUE (organisation_id, url)
);
CREATE INDEX feeds_due ON feeds (pulled_at);
