//! What leaves the machine or costs it dearly: mail, calls by HTTP, passwords. Rooms queue or ask; nobody else opens a
//! socket.

#[cfg_attr(not(test), expect(dead_code, reason = "the first rooms that call out are being built"))]
pub(crate) mod fetch;
pub(crate) mod mail;
pub(crate) mod passwords;
#[cfg(test)]
pub(crate) mod standin;
