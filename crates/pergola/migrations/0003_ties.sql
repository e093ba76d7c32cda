-- Who knows whom, who wishes to, who does not want to. A tie stands once at each end, under its owner.

CREATE TABLE invitations (
    id BIGINT PRIMARY KEY,
    from_member BIGINT NOT NULL,
    to_member BIGINT NOT NULL,
    -- 'open', 'accepted', 'refused', 'withdrawn', 'void' (a block, a farewell)
    state TEXT NOT NULL,
    met_kind TEXT NOT NULL,
    met_text TEXT NOT NULL,
    met_organisation TEXT NOT NULL,
    met_from BIGINT,
    met_to BIGINT,
    message TEXT NOT NULL,
    -- Whether it took one of the five tokens of its sender.
    costs_token BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    answered_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX invitations_to ON invitations (to_member, state, id);
CREATE INDEX invitations_from ON invitations (from_member, state, id);

CREATE TABLE ties (
    member_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    tie_id BIGINT NOT NULL,
    -- The day they met as both know it; before it, the day of the tie.
    since BIGINT NOT NULL,
    formed_at BIGINT NOT NULL,
    met_kind TEXT NOT NULL,
    met_text TEXT NOT NULL,
    met_organisation TEXT NOT NULL,
    met_from BIGINT,
    met_to BIGINT,
    -- Both sides said so; until then it is one side's word and only these two read it.
    met_confirmed BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (member_id, other_id)
);
CREATE INDEX ties_by_id ON ties (tie_id);
CREATE INDEX ties_other ON ties (other_id);

CREATE TABLE blocks (
    member_id BIGINT NOT NULL,
    blocked_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (member_id, blocked_id)
);
CREATE INDEX blocks_against ON blocks (blocked_id);
