-- Few are closed by a decision or about to leave: whoever looks for people asks for all of these at once.

CREATE INDEX members_suspended ON members (id) WHERE is_suspended;
CREATE INDEX members_leaving ON members (id) WHERE leaving_at IS NOT NULL;
