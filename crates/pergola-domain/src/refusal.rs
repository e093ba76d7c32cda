//! A refusal is an answer for the member, not an error of ours.

/// What every room's refusals have in common: a stable code, and where it belongs in a form.
pub trait Refusal: std::fmt::Debug {
    /// `room.state`, as in `ties.already_tied`: the `code` in JSON and the key of a sentence in both languages.
    fn code(&self) -> &'static str;

    /// The input that it is about, where it is about one.
    fn field(&self) -> Option<&'static str> {
        None
    }

    /// The numbers that the sentence names, such as a limit.
    fn numbers(&self) -> Vec<(&'static str, i64)> {
        Vec::new()
    }

    /// Whether it refuses the pace and not the act: the door then says when to come back, in seconds.
    fn retry_after_seconds(&self) -> Option<u64> {
        None
    }
}

/// Declares a room's refusals: variant, code and, where there is one, the field.
#[macro_export]
macro_rules! refusals {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident => $code:literal $(@ $field:literal)? $({ $($arg:ident : $value:expr),* })?),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// All of them, so that a test can ask for a sentence for each.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
        }

        impl $crate::refusal::Refusal for $name {
            fn code(&self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            fn field(&self) -> Option<&'static str> {
                match self { $(Self::$variant => { let field: Option<&'static str> = None; $(let field = field.or(Some($field));)? field })* }
            }

            fn numbers(&self) -> Vec<(&'static str, i64)> {
                match self { $(Self::$variant => vec![$($((stringify!($arg), $value)),*)?],)* }
            }
        }
    };
}
