-- Cards of people who are not members: private to their owner, never joined across owners.

CREATE TABLE contacts (
    id BIGINT PRIMARY KEY,
    owner_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    organisation TEXT NOT NULL,
    position TEXT NOT NULL,
    place TEXT NOT NULL,
    -- What an import knows this person by: 'linkedin:ada-rossi', 'uid:…', 'email:…', 'name:…|organisation'. One card each.
    source_key TEXT NOT NULL,
    -- When they met, as the owner or an archive says.
    since BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (owner_id, source_key)
);
CREATE INDEX contacts_of_owner ON contacts (owner_id, name_folded, id);

-- Addresses, numbers and pages on a card: 'email', 'phone', 'url'.
CREATE TABLE contact_ways (
    owner_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    value_folded TEXT NOT NULL,
    PRIMARY KEY (owner_id, contact_id, kind, value_folded)
);
-- Only to compare an address that its owner confirmed and chose to be found by.
CREATE INDEX contact_ways_by_value ON contact_ways (kind, value_folded);

-- Salted hashes of addresses whose owners asked not to be on anybody's card here.
CREATE TABLE objections (
    address_hash TEXT PRIMARY KEY,
    created_at BIGINT NOT NULL
);
