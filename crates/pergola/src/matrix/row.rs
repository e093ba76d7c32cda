//! A row of the matrix: one route, a request that is good for its owner, and what each of five people is answered.

/// In the place of the visitor's answer: he is asked to sign in. Such a row belongs to a door for members.
pub(super) const SIGN_IN: u16 = 0;

/// What the five are answered: visitor, other member, blocked member, owner, admin.
pub(super) type Answers = [u16; 5];

/// The same for everybody.
pub(super) const fn anyone(status: u16) -> Answers {
    [status; 5]
}

/// A page or thing of one's own: each member sees his, nobody another's.
pub(super) const fn members(status: u16) -> Answers {
    [SIGN_IN, status, status, status, status]
}

/// For its owner only; for everybody else it is not there, and running the server gives no right to it.
pub(super) const fn owner(status: u16) -> Answers {
    [SIGN_IN, 404, 404, status, 404]
}

/// For every member whom the owner did not block.
pub(super) const fn not_blocked(status: u16) -> Answers {
    [SIGN_IN, status, 404, status, status]
}

/// Done to somebody, by all others whom he did not block; to himself one does not do it (422).
pub(super) const fn others(status: u16) -> Answers {
    [SIGN_IN, status, 404, 422, status]
}

/// For those who run the server; for others the door is not there.
pub(super) const fn admin(status: u16) -> Answers {
    [SIGN_IN, 404, 404, 404, status]
}

/// How the request is sent.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sent {
    Bare,
    Form(&'static str),
    Json(&'static str),
    /// A file of cards in the field `file`.
    File(&'static str),
}

/// One line of the matrix.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) method: &'static str,
    /// The route as its door writes it.
    pub(super) route: &'static str,
    /// What fills the braces of the route, in their order: names of what rooms make for the owner (`contact`), of people
    /// (`ada`), or a word behind a `=`.
    pub(super) fills: &'static [&'static str],
    pub(super) query: &'static str,
    pub(super) sent: Sent,
    pub(super) answers: Answers,
    pub(super) alone: bool,
}

impl Row {
    const fn new(method: &'static str, route: &'static str, fills: &'static [&'static str], answers: Answers) -> Self {
        Self { method, route, fills, query: "", sent: Sent::Bare, answers, alone: false }
    }

    /// Changes so much that it wants a town of its own: somebody leaves, blocks, signs out.
    pub(super) const fn alone(self) -> Self {
        Self { alone: true, ..self }
    }

    /// With this behind the question mark.
    pub(super) const fn query(self, query: &'static str) -> Self {
        Self { query, ..self }
    }

    /// With a file of cards.
    pub(super) const fn file(self, text: &'static str) -> Self {
        Self { sent: Sent::File(text), ..self }
    }

    const fn json(self, body: &'static str) -> Self {
        let sent = if body.is_empty() { Sent::Bare } else { Sent::Json(body) };
        Self { sent, ..self }
    }

    /// As the list of doors names it.
    pub(super) fn door(&self) -> String {
        format!("{} {}", self.method, self.route)
    }
}

/// A page, or JSON to read.
pub(super) const fn get(route: &'static str, fills: &'static [&'static str], answers: Answers) -> Row {
    Row::new("GET", route, fills, answers)
}

/// Any method, with nothing to send.
pub(super) const fn other(
    method: &'static str,
    route: &'static str,
    fills: &'static [&'static str],
    answers: Answers,
) -> Row {
    Row::new(method, route, fills, answers)
}

/// A form of a page; its token comes by itself.
pub(super) const fn form(
    route: &'static str,
    fills: &'static [&'static str],
    body: &'static str,
    answers: Answers,
) -> Row {
    Row { sent: Sent::Form(body), ..Row::new("POST", route, fills, answers) }
}

/// JSON to send, or nothing where the body is empty; likewise the others.
pub(super) const fn post(
    route: &'static str,
    fills: &'static [&'static str],
    body: &'static str,
    answers: Answers,
) -> Row {
    Row::new("POST", route, fills, answers).json(body)
}

pub(super) const fn put(
    route: &'static str,
    fills: &'static [&'static str],
    body: &'static str,
    answers: Answers,
) -> Row {
    Row::new("PUT", route, fills, answers).json(body)
}

pub(super) const fn patch(
    route: &'static str,
    fills: &'static [&'static str],
    body: &'static str,
    answers: Answers,
) -> Row {
    Row::new("PATCH", route, fills, answers).json(body)
}

pub(super) const fn delete(
    route: &'static str,
    fills: &'static [&'static str],
    body: &'static str,
    answers: Answers,
) -> Row {
    Row::new("DELETE", route, fills, answers).json(body)
}
