-- Where the place of an ad lies: a point on a ball of radius one, so that "within so many kilometres" is a product of
-- numbers in plain SQL. NULL where the list of cities does not know the place.
ALTER TABLE jobs ADD COLUMN place_x DOUBLE PRECISION;
ALTER TABLE jobs ADD COLUMN place_y DOUBLE PRECISION;
ALTER TABLE jobs ADD COLUMN place_z DOUBLE PRECISION;
