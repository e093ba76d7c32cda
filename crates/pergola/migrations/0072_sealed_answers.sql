-- The answer kept for an Idempotency-Key may hold a secret, such as a new key for programs: it is sealed with what the
-- caller alone has, and so is the mark of what was asked. Those kept in the clear go.
DELETE FROM requests;
ALTER TABLE requests ADD COLUMN asked TEXT;
ALTER TABLE requests ADD COLUMN sealed BYTEA;
