-- The private side of knowing people: for the owner alone, whoever the person is (a member or a card of the owner's).

CREATE TABLE beds (
    id BIGINT PRIMARY KEY,
    owner_id BIGINT NOT NULL,
    -- 'customers', 'suppliers', 'partners', 'inspiration', 'mentors', 'work_mates', or 'own' with a name
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (owner_id, kind, name_folded)
);

CREATE TABLE tending (
    owner_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    is_contact BOOLEAN NOT NULL,
    bed_id BIGINT,
    -- Null: no rhythm chosen. Resting is chosen, not fallen into.
    cadence_days BIGINT,
    resting BOOLEAN NOT NULL,
    -- 1 (light) to 5 (very close); null: not said.
    closeness BIGINT,
    notes TEXT NOT NULL,
    -- The first and the last moment of contact, kept beside the moments so that a garden of thousands needs no sums.
    met_at BIGINT NOT NULL,
    last_moment_at BIGINT,
    last_two_way_at BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (owner_id, person_id)
);
CREATE INDEX tending_by_bed ON tending (owner_id, bed_id, met_at, person_id);

CREATE TABLE moments (
    id BIGINT PRIMARY KEY,
    owner_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    -- 'met', 'called', 'wrote', 'helped', 'introduced', 'tied', 'recommended', 'endorsed', 'invited', 'other'
    kind TEXT NOT NULL,
    -- 'both', 'out' (from the owner), 'in'
    direction TEXT NOT NULL,
    at BIGINT NOT NULL,
    text TEXT NOT NULL,
    -- 'hand', 'pergola', 'import'
    source TEXT NOT NULL,
    -- What makes it one and the same moment when it is told twice.
    source_key TEXT NOT NULL,
    UNIQUE (owner_id, source_key)
);
CREATE INDEX moments_with ON moments (owner_id, person_id, at);

-- Whom the garden named in a week, so that it names at most three and not the same for ever.
CREATE TABLE nudges (
    owner_id BIGINT NOT NULL,
    week BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    dismissed BOOLEAN NOT NULL,
    PRIMARY KEY (owner_id, week, person_id)
);
