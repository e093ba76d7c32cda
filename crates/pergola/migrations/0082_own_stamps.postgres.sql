-- What a member's own cards and notes are searched by: the notes that there are, and moments that have words.
CREATE INDEX tending_noted ON tending (owner_id, person_id) WHERE notes <> '';
CREATE INDEX moments_told ON moments (owner_id, at) WHERE text <> '';

-- Raised by each write to somebody's cards, notes and moments: what was read of them before counts no longer.
CREATE TABLE own_stamps (
    owner_id BIGINT PRIMARY KEY,
    stamp BIGINT NOT NULL
);
-- The number of the transaction is the stamp: thousands of cards in one act write it once, for each more would have to
-- pass all that were written before it.
CREATE FUNCTION own_stamp_rises() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE owner BIGINT; BEGIN
IF TG_OP = 'DELETE' THEN owner := OLD.owner_id; ELSE owner := NEW.owner_id; END IF;
IF EXISTS (SELECT 1 FROM own_stamps WHERE owner_id = owner AND stamp = txid_current()) THEN RETURN NULL; END IF;
INSERT INTO own_stamps (owner_id, stamp) VALUES (owner, txid_current())
ON CONFLICT (owner_id) DO UPDATE SET stamp = excluded.stamp;
RETURN NULL; END; $$;
CREATE TRIGGER contacts_written AFTER INSERT ON contacts FOR EACH ROW
EXECUTE FUNCTION own_stamp_rises();
CREATE TRIGGER contacts_rewritten AFTER UPDATE OF name, organisation, position, place ON contacts FOR EACH ROW
EXECUTE FUNCTION own_stamp_rises();
CREATE TRIGGER contacts_removed AFTER DELETE ON contacts FOR EACH ROW
EXECUTE FUNCTION own_stamp_rises();
CREATE TRIGGER tending_noted_down AFTER INSERT ON tending FOR EACH ROW
WHEN (NEW.notes <> '')
EXECUTE FUNCTION own_stamp_rises();
CREATE TRIGGER tending_noted_anew AFTER UPDATE OF notes, person_id ON tending FOR EACH ROW
WHEN (NEW.notes <> OLD.notes OR NEW.person_id <> OLD.person_id AND NEW.notes <> '')
EXECUTE FUNCTION own_stamp_rises();
CREATE TRIGGER tending_forgotten AFTER DELETE ON tending FOR EACH ROW
WHEN (OLD.notes <> '')
EXECUTE FUNCTION own_stamp_rises();
CREATE TRIGGER moments_told_first AFTER INSERT ON moments FOR EACH ROW
WHEN (NEW.text <> '')
EXECUTE FUNCTION own_stamp_rises();
CREATE TRIGGER moments_told_anew AFTER UPDATE OF text, person_id ON moments FOR EACH ROW
WHEN (NEW.text <> OLD.text OR NEW.person_id <> OLD.person_id AND NEW.text <> '')
EXECUTE FUNCTION own_stamp_rises();
CREATE TRIGGER moments_forgotten AFTER DELETE ON moments FOR EACH ROW
WHEN (OLD.text <> '')
EXECUTE FUNCTION own_stamp_rises();
