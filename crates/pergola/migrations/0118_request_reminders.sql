-- When a connector for whom a request waits was reminded, once.
ALTER TABLE approach_steps ADD COLUMN reminded_at BIGINT;
