-- What somebody wrote to who runs the server and the check of spam holds, until it was decided whether it goes. The letter lies
-- ready to be sent; the rest is for who decides.
CREATE TABLE held_letters (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    words TEXT NOT NULL,
    letter TEXT NOT NULL,
    at BIGINT NOT NULL
);
