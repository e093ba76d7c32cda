//! What can go wrong in a chore: a sentence for the person at the terminal, nothing to match on.

/// A chore's outcome; strings and any error turn into it with `?`.
pub(crate) type Done<T = ()> = Result<T, Fault>;

/// A sentence, or an error that has one.
pub(crate) type Fault = Box<dyn std::error::Error + Send + Sync>;
