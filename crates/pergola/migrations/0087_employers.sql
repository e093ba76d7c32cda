-- The words by which an organisation is known as an employer: its name folded, without its legal form. The program folds what
-- was there before at its next start; until then such a name is alike to none.
ALTER TABLE organisations ADD COLUMN employer TEXT;
CREATE INDEX organisations_by_employer ON organisations (employer, id);
