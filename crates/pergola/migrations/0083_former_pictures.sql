-- Pictures of what rooms wrote in another place (`formers`), for the next archive of their member. Nothing shows them to
-- anybody.

CREATE TABLE former_pictures (
    member_id BIGINT NOT NULL,
    -- As the archive calls it: the key of the record and a place.
    name TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    import_id BIGINT NOT NULL,
    PRIMARY KEY (member_id, name)
);
