//! What leaves the machine or costs it dearly: mail, passwords. Rooms queue or ask; nobody else opens a socket.

pub(crate) mod mail;
pub(crate) mod passwords;
