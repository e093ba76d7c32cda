-- The garden page reads this index alone, never the rows with their long notes: thirty thousand people stay quick.

DROP INDEX tending_by_bed;
CREATE INDEX tending_in_bed ON tending (
    owner_id, bed_id, met_at, person_id, is_contact, cadence_days, resting, closeness, last_moment_at, last_two_way_at
);
