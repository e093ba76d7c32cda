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

/// Declares a room's refusals where some refuse the pace alone: the plain ones, those of other rooms that are passed on,
/// and those that carry the seconds until it goes on.
#[macro_export]
macro_rules! paced_refusals {
    (
        $(#[$meta:meta])* $name:ident of $plain:ident
        $(, through { $($other:ident($of:ty) $(@ $field:literal)?),+ $(,)? })?
        , paced { $($(#[$doc:meta])* $variant:ident => $code:literal { $arg:ident : $value:expr }),+ $(,)? }
        $(, counted { $($(#[$counted_doc:meta])* $counted:ident($count:ident) => $counted_code:literal { $counted_arg:ident : $counted_value:expr }),+ $(,)? })?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $plain($plain),
            $($($other($of),)+)?
            $($(#[$doc])* $variant { seconds: i64 },)+
            $($($(#[$counted_doc])* $counted { $count: i64 },)+)?
        }

        impl From<$plain> for $name {
            fn from(plain: $plain) -> Self {
                Self::$plain(plain)
            }
        }

        $($(impl From<$of> for $name {
            fn from(other: $of) -> Self {
                Self::$other(other)
            }
        })+)?

        impl $crate::refusal::Refusal for $name {
            fn code(&self) -> &'static str {
                match self {
                    Self::$plain(plain) => $crate::refusal::Refusal::code(plain),
                    $($(Self::$other(other) => $crate::refusal::Refusal::code(other),)+)?
                    $(Self::$variant { .. } => $code,)+
                    $($(Self::$counted { .. } => $counted_code,)+)?
                }
            }

            fn field(&self) -> Option<&'static str> {
                match self {
                    Self::$plain(plain) => $crate::refusal::Refusal::field(plain),
                    $($(Self::$other(other) => {
                        let field = $crate::refusal::Refusal::field(other);
                        $(let field = Some($field).or(field);)?
                        field
                    })+)?
                    $(Self::$variant { .. } => None,)+
                    $($(Self::$counted { .. } => None,)+)?
                }
            }

            fn numbers(&self) -> Vec<(&'static str, i64)> {
                match self {
                    Self::$plain(plain) => $crate::refusal::Refusal::numbers(plain),
                    $($(Self::$other(other) => $crate::refusal::Refusal::numbers(other),)+)?
                    $(Self::$variant { .. } => vec![(stringify!($arg), $value)],)+
                    $($(Self::$counted { $count } => vec![(stringify!($counted_arg), $counted_value), (stringify!($count), *$count)],)+)?
                }
            }

            fn retry_after_seconds(&self) -> Option<u64> {
                match self {
                    $(Self::$variant { seconds } => Some(u64::try_from(*seconds).unwrap_or(0).max(1)),)+
                    _ => None,
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::Refusal;
    use crate::{asks, members, posts, ties, topics};

    #[test]
    fn each_has_its_code_field_numbers_and_pace() {
        let plain: &dyn Refusal = &asks::Refusal::from(asks::Plain::TextMissing);
        let through: &dyn Refusal = &asks::Refusal::from(topics::Refusal::TooMany);
        let picture: &dyn Refusal = &posts::Refusal::from(members::Refusal::PhotoTooLarge);
        let paced: &dyn Refusal = &posts::Refusal::TooManyComments { seconds: 9 };
        let now: &dyn Refusal = &posts::Refusal::TooManyToday { seconds: -4 };
        let counted: &dyn Refusal = &ties::Refusal::NoTokensLeft { days: 2 };
        for (refusal, code, field, numbers, again) in [
            (plain, "asks.text_missing", Some("text"), vec![], None),
            (through, topics::Refusal::TooMany.code(), Some("topics"), topics::Refusal::TooMany.numbers(), None),
            (
                picture,
                members::Refusal::PhotoTooLarge.code(),
                Some("pictures"),
                members::Refusal::PhotoTooLarge.numbers(),
                None,
            ),
            (paced, "posts.too_many_comments", None, vec![("limit", posts::COMMENTED_A_DAY)], Some(9)),
            (now, "posts.too_many_today", None, vec![("limit", posts::POSTED_A_DAY)], Some(1)),
            (counted, "ties.no_tokens_left", None, vec![("tokens", ties::TOKENS), ("days", 2)], None),
        ] {
            assert_eq!((refusal.code(), refusal.field()), (code, field));
            assert_eq!((refusal.numbers(), refusal.retry_after_seconds()), (numbers, again), "{code}");
        }
    }
}
