-- What an organisation tells of itself, who speaks for it, and how it was shown that they may.

CREATE TABLE organisation_pages (
    organisation_id BIGINT PRIMARY KEY,
    -- 'company', 'head_hunter', 'agency', 'association', 'public_body', 'school'
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    place TEXT NOT NULL,
    -- '' while nothing is proven
    domain TEXT NOT NULL,
    -- 'dns', 'file', 'letter', or ''
    proven_way TEXT NOT NULL,
    -- What must still be found there.
    proof_id BIGINT,
    proven_at BIGINT,
    -- When the proof was last there, and when it was last looked for.
    found_at BIGINT,
    looked_at BIGINT,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX organisation_pages_domain ON organisation_pages (domain) WHERE domain <> '';
CREATE INDEX organisation_pages_looked ON organisation_pages (proven_way, looked_at);

CREATE TABLE speakers (
    organisation_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    -- 'owner', 'poster'
    role TEXT NOT NULL,
    since BIGINT NOT NULL,
    -- Was the first to speak for it: so many a day.
    began BOOLEAN NOT NULL,
    PRIMARY KEY (organisation_id, member_id)
);
CREATE INDEX speakers_of ON speakers (member_id);

-- Its token is made of its id and the server's key, and kept nowhere.
CREATE TABLE proofs (
    id BIGINT PRIMARY KEY,
    organisation_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    domain TEXT NOT NULL,
    way TEXT NOT NULL,
    begun_at BIGINT NOT NULL
);
CREATE INDEX proofs_of ON proofs (organisation_id, member_id);
CREATE INDEX proofs_by ON proofs (member_id);
