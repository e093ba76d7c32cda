-- Raised by each write to what somebody chose for his feed, follows, offers, and how close he feels: what was kept of it
-- counts no longer. What he did with single posts, and in which groups he is, is read each time.
CREATE TABLE feed_stamps (
    member_id BIGINT PRIMARY KEY,
    stamp BIGINT NOT NULL
);
-- The number of the transaction is the stamp, as in own_stamps.
CREATE FUNCTION feed_stamp_rises() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE reader BIGINT; BEGIN
IF TG_TABLE_NAME = 'tending' THEN
IF TG_OP = 'DELETE' THEN reader := OLD.owner_id; ELSE reader := NEW.owner_id; END IF;
ELSE
IF TG_OP = 'DELETE' THEN reader := OLD.member_id; ELSE reader := NEW.member_id; END IF;
END IF;
IF EXISTS (SELECT 1 FROM feed_stamps WHERE member_id = reader AND stamp = txid_current()) THEN RETURN NULL; END IF;
INSERT INTO feed_stamps (member_id, stamp) VALUES (reader, txid_current())
ON CONFLICT (member_id) DO UPDATE SET stamp = excluded.stamp;
RETURN NULL; END; $$;
CREATE TRIGGER feed_chosen AFTER INSERT ON feed_choices FOR EACH ROW
EXECUTE FUNCTION feed_stamp_rises();
CREATE TRIGGER feed_chosen_anew AFTER UPDATE ON feed_choices FOR EACH ROW
EXECUTE FUNCTION feed_stamp_rises();
CREATE TRIGGER feed_unchosen AFTER DELETE ON feed_choices FOR EACH ROW
EXECUTE FUNCTION feed_stamp_rises();
CREATE TRIGGER feed_opened AFTER INSERT ON feed_open FOR EACH ROW
EXECUTE FUNCTION feed_stamp_rises();
CREATE TRIGGER feed_folded_again AFTER DELETE ON feed_open FOR EACH ROW
EXECUTE FUNCTION feed_stamp_rises();
CREATE TRIGGER topic_chosen AFTER INSERT ON topic_choices FOR EACH ROW
EXECUTE FUNCTION feed_stamp_rises();
CREATE TRIGGER topic_chosen_anew AFTER UPDATE ON topic_choices FOR EACH ROW
EXECUTE FUNCTION feed_stamp_rises();
CREATE TRIGGER topic_unchosen AFTER DELETE ON topic_choices FOR EACH ROW
EXECUTE FUNCTION feed_stamp_rises();
CREATE TRIGGER offer_made AFTER INSERT ON asks FOR EACH ROW
WHEN (NEW.kind = 'offer')
EXECUTE FUNCTION feed_stamp_rises();
CREATE TRIGGER offer_changed AFTER UPDATE ON asks FOR EACH ROW
WHEN (NEW.kind = 'offer')
EXECUTE FUNCTION feed_stamp_rises();
CREATE TRIGGER offer_gone AFTER DELETE ON asks FOR EACH ROW
WHEN (OLD.kind = 'offer')
EXECUTE FUNCTION feed_stamp_rises();
CREATE TRIGGER closeness_told AFTER INSERT ON tending FOR EACH ROW
WHEN (NEW.closeness IS NOT NULL)
EXECUTE FUNCTION feed_stamp_rises();
CREATE TRIGGER closeness_told_anew AFTER UPDATE OF closeness, person_id ON tending FOR EACH ROW
WHEN (coalesce(NEW.closeness, 0) <> coalesce(OLD.closeness, 0) OR NEW.person_id <> OLD.person_id AND NEW.closeness IS NOT NULL)
EXECUTE FUNCTION feed_stamp_rises();
CREATE TRIGGER closeness_gone AFTER DELETE ON tending FOR EACH ROW
WHEN (OLD.closeness IS NOT NULL)
EXECUTE FUNCTION feed_stamp_rises();
