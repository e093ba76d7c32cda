//! What leaves the machine or costs it dearly: mail, calls by HTTP, passwords, photos. Rooms queue or ask; nobody else opens a
//! socket.

pub(crate) mod darkroom;
#[cfg_attr(not(test), expect(dead_code, reason = "the first rooms that call out are being built"))]
pub(crate) mod fetch;
pub(crate) mod mail;
pub(crate) mod passwords;
#[cfg(test)]
pub(crate) mod standin;
