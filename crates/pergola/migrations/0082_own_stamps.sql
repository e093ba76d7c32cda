-- What a member's own cards and notes are searched by: the notes that there are, and moments that have words.
CREATE INDEX tending_noted ON tending (owner_id, person_id) WHERE notes <> '';
CREATE INDEX moments_told ON moments (owner_id, at) WHERE text <> '';

-- Raised by each write to somebody's cards, notes and moments: what was read of them before counts no longer.
CREATE TABLE own_stamps (
    owner_id BIGINT PRIMARY KEY,
    stamp BIGINT NOT NULL
);
CREATE TRIGGER contacts_written AFTER INSERT ON contacts
BEGIN INSERT INTO own_stamps (owner_id, stamp) VALUES (NEW.owner_id, 1)
ON CONFLICT (owner_id) DO UPDATE SET stamp = own_stamps.stamp + 1; END;
CREATE TRIGGER contacts_rewritten AFTER UPDATE OF name, organisation, position, place ON contacts
BEGIN INSERT INTO own_stamps (owner_id, stamp) VALUES (NEW.owner_id, 1)
ON CONFLICT (owner_id) DO UPDATE SET stamp = own_stamps.stamp + 1; END;
CREATE TRIGGER contacts_removed AFTER DELETE ON contacts
BEGIN INSERT INTO own_stamps (owner_id, stamp) VALUES (OLD.owner_id, 1)
ON CONFLICT (owner_id) DO UPDATE SET stamp = own_stamps.stamp + 1; END;
CREATE TRIGGER tending_noted_down AFTER INSERT ON tending
WHEN NEW.notes <> ''
BEGIN INSERT INTO own_stamps (owner_id, stamp) VALUES (NEW.owner_id, 1)
ON CONFLICT (owner_id) DO UPDATE SET stamp = own_stamps.stamp + 1; END;
CREATE TRIGGER tending_noted_anew AFTER UPDATE OF notes, person_id ON tending
WHEN NEW.notes <> OLD.notes OR NEW.person_id <> OLD.person_id AND NEW.notes <> ''
BEGIN INSERT INTO own_stamps (owner_id, stamp) VALUES (NEW.owner_id, 1)
ON CONFLICT (owner_id) DO UPDATE SET stamp = own_stamps.stamp + 1; END;
CREATE TRIGGER tending_forgotten AFTER DELETE ON tending
WHEN OLD.notes <> ''
BEGIN INSERT INTO own_stamps (owner_id, stamp) VALUES (OLD.owner_id, 1)
ON CONFLICT (owner_id) DO UPDATE SET stamp = own_stamps.stamp + 1; END;
CREATE TRIGGER moments_told_first AFTER INSERT ON moments
WHEN NEW.text <> ''
BEGIN INSERT INTO own_stamps (owner_id, stamp) VALUES (NEW.owner_id, 1)
ON CONFLICT (owner_id) DO UPDATE SET stamp = own_stamps.stamp + 1; END;
CREATE TRIGGER moments_told_anew AFTER UPDATE OF text, person_id ON moments
WHEN NEW.text <> OLD.text OR NEW.person_id <> OLD.person_id AND NEW.text <> ''
BEGIN INSERT INTO own_stamps (owner_id, stamp) VALUES (NEW.owner_id, 1)
ON CONFLICT (owner_id) DO UPDATE SET stamp = own_stamps.stamp + 1; END;
CREATE TRIGGER moments_forgotten AFTER DELETE ON moments
WHEN OLD.text <> ''
BEGIN INSERT INTO own_stamps (owner_id, stamp) VALUES (OLD.owner_id, 1)
ON CONFLICT (owner_id) DO UPDATE SET stamp = own_stamps.stamp + 1; END;
