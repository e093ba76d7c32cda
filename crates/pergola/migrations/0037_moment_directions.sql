-- The latest moment of each direction is found without reading all that happened between two people.
CREATE INDEX moments_directed ON moments (owner_id, person_id, direction, at);
