-- An address belongs to who confirmed it; until then it is only claimed, by as many as like (docs/decisions/0005).
-- `email_folded` holds a confirmed address, and a text that is no address while there is none.
ALTER TABLE members ADD COLUMN claim_folded TEXT;
CREATE INDEX members_by_claim ON members (claim_folded);

-- Addresses whose owners want no invitations, as keyed hashes: nobody can read them back.
CREATE TABLE unwanted (
    address_hash TEXT PRIMARY KEY,
    at BIGINT NOT NULL
);
