-- Whole files of an archive that were not read, each with its reason: beside the rows of import_skips, which are counted.
CREATE TABLE import_ignored (
    import_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    file TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
);
