//! What leaves the machine or costs it dearly: mail, calls by HTTP, passwords, photos, meanings. Rooms queue or ask; nobody else opens a
//! socket.

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
