-- Work ads. Amounts are in hundredths of the currency.

CREATE TABLE jobs (
    id BIGINT PRIMARY KEY,
    organisation_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    -- Markdown, as it was written.
    text TEXT NOT NULL,
    place TEXT NOT NULL,
    place_folded TEXT NOT NULL,
    -- 'on_site', 'mixed', 'anywhere'
    remote TEXT NOT NULL,
    contract TEXT NOT NULL,
    hours BIGINT,
    pay_from BIGINT NOT NULL,
    pay_to BIGINT NOT NULL,
    currency TEXT NOT NULL,
    period TEXT NOT NULL,
    -- The upper end as for a working year, to compare by.
    pay_year BIGINT NOT NULL,
    -- One a line.
    skills TEXT NOT NULL,
    languages TEXT NOT NULL,
    questions TEXT NOT NULL,
    client TEXT NOT NULL,
    client_id BIGINT,
    client_not_named BOOLEAN NOT NULL,
    kept_days BIGINT NOT NULL,
    -- Everything that is searched, folded.
    words TEXT NOT NULL,
    posted_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    -- The last moment unless it is confirmed.
    lives_until BIGINT NOT NULL,
    -- 'open', 'closed'
    state TEXT NOT NULL,
    closed_at BIGINT,
    outcome TEXT NOT NULL,
    -- The author was asked to confirm it.
    asked_at BIGINT,
    -- Where it was read, when it came by a feed: the feed, its own key there, its page there.
    feed_id BIGINT,
    feed_key TEXT NOT NULL,
    feed_url TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX jobs_open ON jobs (state, id);
CREATE INDEX jobs_over ON jobs (state, until_at);
CREATE INDEX jobs_of ON jobs (organisation_id, state);
CREATE INDEX jobs_by ON jobs (member_id);
CREATE UNIQUE INDEX jobs_fed ON jobs (feed_id, feed_key) WHERE feed_id IS NOT NULL;
