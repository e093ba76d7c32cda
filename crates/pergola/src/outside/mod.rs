//! What leaves the machine or costs it dearly: mail, calls by HTTP, passwords, photos. Rooms queue or ask; nobody else opens a
//! socket.

#[cfg_attr(not(test), expect(dead_code, reason = "the queue of moderation, which asks it, is being built"))]
pub(crate) mod akismet;
pub(crate) mod darkroom;
pub(crate) mod dns;
pub(crate) mod fetch;
pub(crate) mod mail;
pub(crate) mod meaning;
pub(crate) mod passwords;
#[cfg(test)]
pub(crate) mod postbox;
#[cfg(test)]
pub(crate) mod standin;
