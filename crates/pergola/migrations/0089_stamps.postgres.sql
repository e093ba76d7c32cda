-- What was kept of a member's own between two questions counts no longer once its stamp is another: `own` of his cards, notes
-- and moments, `feed` of what he chose, follows and offers, and how close he feels. One table in place of the two before.
-- The triggers go with the functions that they call.
DROP FUNCTION own_stamp_rises() CASCADE;
DROP FUNCTION feed_stamp_rises() CASCADE;
DROP TABLE own_stamps;
DROP TABLE feed_stamps;
CREATE TABLE stamps (
    member_id BIGINT NOT NULL,
    what TEXT NOT NULL,
    stamp BIGINT NOT NULL,
    PRIMARY KEY (member_id, what)
);
-- The number of the transaction is the stamp: thousands of cards in one act write it once, for each more would have to
-- pass all that were written before it.
CREATE FUNCTION stamp_rises() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE whose BIGINT; BEGIN
IF TG_ARGV[1] = 'owner' THEN
IF TG_OP = 'DELETE' THEN whose := OLD.owner_id; ELSE whose := NEW.owner_id; END IF;
ELSE
IF TG_OP = 'DELETE' THEN whose := OLD.member_id; ELSE whose := NEW.member_id; END IF;
END IF;
IF EXISTS (SELECT 1 FROM stamps WHERE member_id = whose AND what = TG_ARGV[0] AND stamp = txid_current()) THEN RETURN NULL; END IF;
INSERT INTO stamps (member_id, what, stamp) VALUES (whose, TG_ARGV[0], txid_current())
ON CONFLICT (member_id, what) DO UPDATE SET stamp = excluded.stamp;
RETURN NULL; END; $$;
CREATE TRIGGER contacts_written AFTER INSERT ON contacts FOR EACH ROW
EXECUTE FUNCTION stamp_rises('own', 'owner');
CREATE TRIGGER contacts_rewritten AFTER UPDATE OF name, organisation, position, place ON contacts FOR EACH ROW
EXECUTE FUNCTION stamp_rises('own', 'owner');
CREATE TRIGGER contacts_removed AFTER DELETE ON contacts FOR EACH ROW
EXECUTE FUNCTION stamp_rises('own', 'owner');
CREATE TRIGGER tending_noted_down AFTER INSERT ON tending FOR EACH ROW
WHEN (NEW.notes <> '')
EXECUTE FUNCTION stamp_rises('own', 'owner');
CREATE TRIGGER tending_noted_anew AFTER UPDATE OF notes, person_id ON tending FOR EACH ROW
WHEN (NEW.notes <> OLD.notes OR NEW.person_id <> OLD.person_id AND NEW.notes <> '')
EXECUTE FUNCTION stamp_rises('own', 'owner');
CREATE TRIGGER tending_forgotten AFTER DELETE ON tending FOR EACH ROW
WHEN (OLD.notes <> '')
EXECUTE FUNCTION stamp_rises('own', 'owner');
CREATE TRIGGER moments_told_first AFTER INSERT ON moments FOR EACH ROW
WHEN (NEW.text <> '')
EXECUTE FUNCTION stamp_rises('own', 'owner');
CREATE TRIGGER moments_told_anew AFTER UPDATE OF text, person_id ON moments FOR EACH ROW
WHEN (NEW.text <> OLD.text OR NEW.person_id <> OLD.person_id AND NEW.text <> '')
EXECUTE FUNCTION stamp_rises('own', 'owner');
CREATE TRIGGER moments_forgotten AFTER DELETE ON moments FOR EACH ROW
WHEN (OLD.text <> '')
EXECUTE FUNCTION stamp_rises('own', 'owner');
CREATE TRIGGER feed_chosen AFTER INSERT ON feed_choices FOR EACH ROW
EXECUTE FUNCTION stamp_rises('feed', 'member');
CREATE TRIGGER feed_chosen_anew AFTER UPDATE ON feed_choices FOR EACH ROW
EXECUTE FUNCTION stamp_rises('feed', 'member');
CREATE TRIGGER feed_unchosen AFTER DELETE ON feed_choices FOR EACH ROW
EXECUTE FUNCTION stamp_rises('feed', 'member');
CREATE TRIGGER feed_opened AFTER INSERT ON feed_open FOR EACH ROW
EXECUTE FUNCTION stamp_rises('feed', 'member');
CREATE TRIGGER feed_folded_again AFTER DELETE ON feed_open FOR EACH ROW
EXECUTE FUNCTION stamp_rises('feed', 'member');
CREATE TRIGGER topic_chosen AFTER INSERT ON topic_choices FOR EACH ROW
EXECUTE FUNCTION stamp_rises('feed', 'member');
CREATE TRIGGER topic_chosen_anew AFTER UPDATE ON topic_choices FOR EACH ROW
EXECUTE FUNCTION stamp_rises('feed', 'member');
CREATE TRIGGER topic_unchosen AFTER DELETE ON topic_choices FOR EACH ROW
EXECUTE FUNCTION stamp_rises('feed', 'member');
CREATE TRIGGER offer_made AFTER INSERT ON asks FOR EACH ROW
WHEN (NEW.kind = 'offer')
EXECUTE FUNCTION stamp_rises('feed', 'member');
CREATE TRIGGER offer_changed AFTER UPDATE ON asks FOR EACH ROW
WHEN (NEW.kind = 'offer')
EXECUTE FUNCTION stamp_rises('feed', 'member');
CREATE TRIGGER offer_gone AFTER DELETE ON asks FOR EACH ROW
WHEN (OLD.kind = 'offer')
EXECUTE FUNCTION stamp_rises('feed', 'member');
CREATE TRIGGER closeness_told AFTER INSERT ON tending FOR EACH ROW
WHEN (NEW.closeness IS NOT NULL)
EXECUTE FUNCTION stamp_rises('feed', 'owner');
CREATE TRIGGER closeness_told_anew AFTER UPDATE OF closeness, person_id ON tending FOR EACH ROW
WHEN (coalesce(NEW.closeness, 0) <> coalesce(OLD.closeness, 0) OR NEW.person_id <> OLD.person_id AND NEW.closeness IS NOT NULL)
EXECUTE FUNCTION stamp_rises('feed', 'owner');
CREATE TRIGGER closeness_gone AFTER DELETE ON tending FOR EACH ROW
WHEN (OLD.closeness IS NOT NULL)
EXECUTE FUNCTION stamp_rises('feed', 'owner');
