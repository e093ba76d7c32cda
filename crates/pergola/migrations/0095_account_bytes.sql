-- How large the account itself is in an archive: above what an import takes its owner is told. Those from before say nothing.
ALTER TABLE exports ADD COLUMN account_bytes BIGINT NOT NULL DEFAULT 0;
