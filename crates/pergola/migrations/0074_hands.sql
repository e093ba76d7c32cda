-- An organisation that comes into other hands begins anew: what was sent before is nobody's to read there. And nobody
-- speaks for one unasked.
ALTER TABLE organisation_pages ADD COLUMN anew_at BIGINT NOT NULL DEFAULT 0;

CREATE TABLE speaker_invitations (
    organisation_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    -- 'owner', 'poster'
    role TEXT NOT NULL,
    by_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- Known to nobody but the one who was asked: to the others it still waits.
    declined BOOLEAN NOT NULL,
    PRIMARY KEY (organisation_id, member_id)
);
CREATE INDEX speaker_invitations_of ON speaker_invitations (member_id);

-- What whom it was said for makes of a referral: '', 'use', 'decline'; 'back' where its giver took it back. And whether its
-- giver may see how the application goes.
ALTER TABLE referrals ADD COLUMN answer TEXT NOT NULL DEFAULT '';
ALTER TABLE referrals ADD COLUMN told BOOLEAN NOT NULL DEFAULT FALSE;

-- Names, one a line, whose people never learn it either.
ALTER TABLE openness ADD COLUMN also_not TEXT NOT NULL DEFAULT '';
