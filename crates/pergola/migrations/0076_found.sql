-- What a saved search found when it last found something: ids, one a line, and when. And whom a search over people who are
-- open to work knows already.
ALTER TABLE saved_searches ADD COLUMN found TEXT NOT NULL DEFAULT '';
ALTER TABLE saved_searches ADD COLUMN found_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE saved_searches ADD COLUMN known TEXT NOT NULL DEFAULT '';
