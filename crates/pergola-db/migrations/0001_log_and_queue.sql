-- The change log: one entry for each thing that came to pass, in the order of their commits (one writer).
CREATE TABLE log (
    seq  INTEGER PRIMARY KEY AUTOINCREMENT,
    at   BIGINT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
);

-- The work queue: what must still be done outside the transaction that asked for it.
CREATE TABLE outbox (
    id            BIGINT PRIMARY KEY,
    kind          TEXT NOT NULL,
    body          TEXT NOT NULL,
    due_at        BIGINT NOT NULL,
    attempts      BIGINT NOT NULL DEFAULT 0,
    claimed_until BIGINT NOT NULL DEFAULT 0,
    last_error    TEXT
);
CREATE INDEX outbox_by_due ON outbox (due_at, id);
