-- A photo is kept in two sizes, both made by us: for lists and for the own page.
ALTER TABLE photos ADD COLUMN small BYTEA;
-- Out of an archive and not taken yet: only its owner sees it.
ALTER TABLE photos ADD COLUMN offered BOOLEAN NOT NULL DEFAULT FALSE;
