-- Who wants to put whom in touch, what each of them is asked, and what each said. Who may see what of it is decided by the
-- rule, from these rows, for one viewer at a time.

CREATE TABLE introductions (
    id BIGINT PRIMARY KEY,
    broker_id BIGINT NOT NULL,
    -- Who asked along a path to be introduced, and the request that it comes from.
    requested_by BIGINT,
    approach_id BIGINT,
    -- The ask and the offer that fit, where it is about these.
    ask_id BIGINT,
    offer_id BIGINT,
    -- The broker lets each see how he met the others.
    shows_how BOOLEAN NOT NULL,
    -- 'open', 'made', 'withdrawn', 'over' (its time)
    state TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    ended_at BIGINT,
    conversation_id BIGINT,
    reminded_at BIGINT,
    outcome_asked_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX introductions_of ON introductions (broker_id, id);
CREATE INDEX introductions_open ON introductions (state, proposed_at);
CREATE INDEX introductions_approach ON introductions (approach_id);

CREATE TABLE introduction_parties (
    introduction_id BIGINT NOT NULL,
    -- A member, or a card of the broker's.
    person_id BIGINT NOT NULL,
    is_contact BOOLEAN NOT NULL,
    place BIGINT NOT NULL,
    -- The tie on which he is asked: when it ends, so does the question. None for a card.
    tie_id BIGINT,
    why TEXT NOT NULL,
    -- 'unheard', 'waiting', 'not_now', 'yes', 'no', 'never_by'
    answer TEXT NOT NULL,
    answered_at BIGINT,
    -- The keyed hash of the address that a letter went to, to count letters to one address.
    address_hash TEXT,
    helped TEXT,
    thanks TEXT NOT NULL,
    told_at BIGINT,
    PRIMARY KEY (introduction_id, person_id)
);
CREATE INDEX introduction_parties_person ON introduction_parties (person_id, introduction_id);
CREATE INDEX introduction_parties_address ON introduction_parties (address_hash);

-- "I would rather not be introduced by": private to the member, and holds until he takes it back.
CREATE TABLE introducers_avoided (
    member_id BIGINT NOT NULL,
    broker_id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (member_id, broker_id)
);
CREATE INDEX introducers_avoided_of ON introducers_avoided (broker_id);
