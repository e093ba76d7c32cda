-- The change log. Many transactions write at once here, so a lower number can appear after a higher one; log.rs
-- tells how followers wait for it. That needs each writer to hold a transaction id before it draws its number:
-- CASE is what makes the order of the two certain.
CREATE SEQUENCE log_seq;
CREATE TABLE log (
    seq  BIGINT PRIMARY KEY DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('log_seq') END,
    at   BIGINT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
);
ALTER SEQUENCE log_seq OWNED BY log.seq;

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
