-- What a file brought along is known by its import: one that is stopped takes all of it back.

ALTER TABLE contacts ADD COLUMN import_id BIGINT;
ALTER TABLE moments ADD COLUMN import_id BIGINT;
-- Rows not taken; import_skips lists the first of them.
ALTER TABLE imports ADD COLUMN rows_skipped BIGINT NOT NULL DEFAULT 0;
ALTER TABLE exports ADD COLUMN failure TEXT NOT NULL DEFAULT '';
