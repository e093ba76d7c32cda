-- By what name the others were told of somebody on a card: what its owner writes there later is the owner's. Empty for a
-- member, who is read as he is.
ALTER TABLE introduction_parties ADD COLUMN introduced_as TEXT NOT NULL DEFAULT '';
UPDATE introduction_parties
    SET introduced_as = COALESCE((SELECT c.name FROM contacts c WHERE c.id = introduction_parties.person_id), '')
    WHERE is_contact = TRUE;
