-- Files being read and archives being made. The bytes are in the data folder, under the id; the row tells how far it is.

CREATE TABLE imports (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    -- 'waiting', 'running', 'done', 'failed'
    state TEXT NOT NULL,
    -- The refusal's code where it failed.
    failure TEXT NOT NULL,
    failure_detail TEXT NOT NULL,
    -- What is being read now, and how far, in bytes of the file.
    stage TEXT NOT NULL,
    bytes_read BIGINT NOT NULL,
    bytes_total BIGINT NOT NULL,
    rows_read BIGINT NOT NULL,
    rows_taken BIGINT NOT NULL,
    rows_unchanged BIGINT NOT NULL,
    -- JSON: how many of each kind.
    counts TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX imports_of_member ON imports (member_id, id);

CREATE TABLE import_skips (
    import_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    file TEXT NOT NULL,
    line BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
);

-- Changes to the own profile that a file offers: taken only when the member says so.
CREATE TABLE proposals (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    import_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- JSON of what it would become.
    body TEXT NOT NULL,
    -- The same thing offered twice is one offer, also after it was declined.
    source_key TEXT NOT NULL,
    -- 'open', 'taken', 'declined'
    state TEXT NOT NULL,
    UNIQUE (member_id, source_key)
);

CREATE TABLE exports (
    id BIGINT PRIMARY KEY,
    member_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    expires_at BIGINT,
    size_bytes BIGINT NOT NULL
);
CREATE INDEX exports_of_member ON exports (member_id, id);
