//! Who may be a member: handles, names, addresses, passwords, and the limits of a profile.

pub mod profile;

use serde::{Deserialize, Serialize};

use crate::{refusals, text};

pub const NAME_CHARS: i64 = 80;
pub const HANDLE_CHARS: i64 = 30;
pub const EMAIL_CHARS: i64 = 254;
/// Argon2 reads all of a password: a megabyte of it is an attack, not a password.
pub const PASSWORD_BYTES: i64 = 512;
pub const PASSWORD_CHARS_LEAST: i64 = 10;
/// As many as LinkedIn takes, so that what is brought from there fits.
pub const HEADLINE_CHARS: i64 = 220;
pub const ABOUT_CHARS: i64 = 4_000;
pub const PLACE_CHARS: i64 = 120;
/// Positions, schools, skills, links and languages of one profile, each.
pub const PROFILE_ROWS: i64 = 200;
/// The file of a photo as it is sent.
pub const PHOTO_BYTES: usize = 10 * 1024 * 1024;
/// The same as it is kept.
pub const PHOTO_BYTES_KEPT: usize = 60_000;
/// What a photo may unfold to: points in all, and on a side. Telephones take twelve million, some twenty-four.
pub const PHOTO_PIXELS: i64 = 25_000_000;
pub const PHOTO_SIDE: i64 = 12_000;
/// Days between "delete everything" and its being done.
pub const GRACE_DAYS: i64 = 14;
pub const SESSION_IDLE_DAYS: i64 = 30;
pub const SESSION_DAYS: i64 = 180;
pub const TOKENS: i64 = 20;
/// Invitations by letter that one member may send in a day.
pub const INVITING_A_DAY: i64 = 20;

/// The two languages that Pergola speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    It,
    En,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::It, Self::En];

    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::En => "en",
        }
    }

    /// The language of a tag such as `it-CH` or `en_GB`, where it is one of ours.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let main = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(main))
    }

    /// The first of ours that a browser's `Accept-Language` names, by its weights (RFC 9110, 12.5.4).
    #[must_use]
    pub fn from_accepted(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for part in header.split(',').take(32) {
            let mut pieces = part.split(';');
            let language = pieces.next().and_then(|tag| Self::from_tag(tag.trim()));
            let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0_f32);
            if let Some(language) = language
                && weight > best.map_or(0.0, |(weight, _)| weight)
            {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

/// Who may join.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Registration {
    Open,
    Invitation,
    Closed,
}

refusals! {
    /// Why a member's account or profile stays as it is.
    Refusal {
        NameMissing => "members.name_missing" @ "name",
        NameTooLong => "members.name_too_long" @ "name" { limit: NAME_CHARS },
        HandleMalformed => "members.handle_malformed" @ "handle" { limit: HANDLE_CHARS },
        HandleTaken => "members.handle_taken" @ "handle",
        HandleReserved => "members.handle_reserved" @ "handle",
        EmailMalformed => "members.email_malformed" @ "email",
        PasswordTooShort => "members.password_too_short" @ "password" { least: PASSWORD_CHARS_LEAST },
        PasswordTooLong => "members.password_too_long" @ "password" { limit: PASSWORD_BYTES },
        PasswordCommon => "members.password_common" @ "password",
        /// Sign-in: never says which of the two was wrong.
        NotRecognised => "members.not_recognised",
        WrongPassword => "members.wrong_password" @ "password",
        RegistrationClosed => "registration_closed",
        InvitationNeeded => "members.invitation_needed",
        LetterSpent => "members.letter_spent",
        HeadlineTooLong => "members.headline_too_long" @ "headline" { limit: HEADLINE_CHARS },
        AboutTooLong => "members.about_too_long" @ "about" { limit: ABOUT_CHARS },
        PlaceTooLong => "members.place_too_long" @ "place" { limit: PLACE_CHARS },
        LanguageUnknown => "members.language_unknown" @ "language",
        ThemeUnknown => "members.theme_unknown" @ "theme",
        SharingUnknown => "members.sharing_unknown" @ "ties_shown",
        SpokenMalformed => "members.spoken_malformed" @ "languages",
        RowTooLong => "members.row_too_long" { limit: profile::ROW_CHARS },
        DescriptionTooLong => "members.description_too_long" @ "description" { limit: profile::DESCRIPTION_CHARS },
        TooManyRows => "members.too_many_rows" { limit: PROFILE_ROWS },
        PositionIncomplete => "members.position_incomplete" @ "organisation",
        EducationIncomplete => "members.education_incomplete" @ "school",
        PeriodUpsideDown => "members.period_upside_down" @ "to",
        PeriodMalformed => "members.period_malformed" @ "from",
        SkillMissing => "members.skill_missing" @ "skill",
        LinkMalformed => "members.link_malformed" @ "url",
        PhotoMissing => "members.photo_missing" @ "photo",
        PhotoUnreadable => "members.photo_unreadable" @ "photo",
        /// Damaged, or cut off before its end.
        PhotoBroken => "members.photo_broken" @ "photo",
        PhotoMoves => "members.photo_moves" @ "photo",
        PhotoTooLarge => "members.photo_too_large" @ "photo" { megabytes: 10 },
        PhotoTooWide => "members.photo_too_wide" @ "photo" { millions: PHOTO_PIXELS / 1_000_000, side: PHOTO_SIDE },
        /// Told only to who runs the server.
        EmailTaken => "members.email_taken" @ "email",
        /// Moderators decided that addresses of this provider do not join.
        ProviderBarred => "members.provider_barred" @ "email",
        EmailUnchanged => "members.email_unchanged" @ "email",
        TooManyInvitations => "members.too_many_invitations" { limit: INVITING_A_DAY },
        TooManyTokens => "members.too_many_tokens" { limit: TOKENS },
        TokenNameMissing => "members.token_name_missing" @ "name",
    }
}

/// A name as it will be shown.
///
/// # Errors
/// When nothing remains of it, or more than [`NAME_CHARS`].
pub fn name(typed: &str) -> Result<String, Refusal> {
    let name = text::line(typed);
    if !name.chars().any(char::is_alphanumeric) {
        return Err(Refusal::NameMissing);
    }
    bounded(name, NAME_CHARS, Refusal::NameTooLong)
}

/// A handle as it stands in `/@handle`: lower case ASCII letters, digits, `-` and `_`, a letter first, 2 to 30 long.
///
/// # Errors
/// When it is anything else, or a word that Pergola's own addresses use.
pub fn handle(typed: &str) -> Result<String, Refusal> {
    let handle = typed.trim().trim_start_matches('@').to_ascii_lowercase();
    let shaped = handle.starts_with(|c: char| c.is_ascii_lowercase())
        && handle.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
    if !shaped || handle.len() < 2 || !fits(&handle, HANDLE_CHARS) {
        return Err(Refusal::HandleMalformed);
    }
    if RESERVED.contains(&handle.as_str()) { Err(Refusal::HandleReserved) } else { Ok(handle) }
}

/// Words that could pretend to speak for the server.
const RESERVED: [&str; 14] = [
    "admin",
    "administrator",
    "amministratore",
    "api",
    "help",
    "aiuto",
    "me",
    "moderator",
    "moderatore",
    "pergola",
    "root",
    "support",
    "system",
    "toto",
];

/// An address as mail will be sent to it.
///
/// # Errors
/// When it has not the shape `local@domain.tld`; whether it exists only a letter can tell.
pub fn email(typed: &str) -> Result<String, Refusal> {
    let email = typed.trim();
    let Some((local, domain)) = email.rsplit_once('@') else { return Err(Refusal::EmailMalformed) };
    // In small letters first: a few letters become more than one.
    let domain = domain.to_lowercase();
    let seen = |c: char| !c.is_control() && !c.is_whitespace() && !text::is_invisible(c) && c != '"';
    let local_good = !local.is_empty() && local.len() <= 64 && local.chars().all(seen);
    let labels_good = domain
        .split('.')
        .all(|label| !label.is_empty() && label.len() <= 63 && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    let good = local_good && !local.contains(['<', '>', '(', ')', ',', ';', ':', '[', ']', '\\', '@']) && labels_good;
    let email = format!("{local}@{domain}");
    if good && domain.contains('.') && fits(&email, EMAIL_CHARS) { Ok(email) } else { Err(Refusal::EmailMalformed) }
}

/// Whether a password may be chosen: long enough (NIST SP 800-63B, 3.1.1.2, without rules on kinds of letters), not
/// too long to hash, not one of those that everybody tries first.
///
/// # Errors
/// When it may not.
pub fn password(typed: &str, name: &str, handle: &str) -> Result<(), Refusal> {
    if i64::try_from(typed.len()).unwrap_or(i64::MAX) > PASSWORD_BYTES {
        return Err(Refusal::PasswordTooLong);
    }
    if i64::try_from(typed.chars().count()).unwrap_or(i64::MAX) < PASSWORD_CHARS_LEAST {
        return Err(Refusal::PasswordTooShort);
    }
    let folded = text::fold(typed);
    let first = typed.chars().next();
    let own = [text::fold(name), text::fold(handle)];
    let common = COMMON.contains(&folded.as_str())
        || typed.chars().all(|c| Some(c) == first)
        || own.iter().any(|word| !word.is_empty() && folded == *word);
    if common { Err(Refusal::PasswordCommon) } else { Ok(()) }
}

const COMMON: [&str; 12] = [
    "password12",
    "password123",
    "password1234",
    "passwordpassword",
    "1234567890",
    "12345678910",
    "0123456789",
    "qwertyuiop",
    "qwerty12345",
    "iloveyou123",
    "ciaociaociao",
    "pergolapergola",
];

/// Cuts nothing: a text fits or is refused.
///
/// # Errors
/// `refusal` when it has more than `limit` characters.
pub fn bounded(text: String, limit: i64, refusal: Refusal) -> Result<String, Refusal> {
    if fits(&text, limit) { Ok(text) } else { Err(refusal) }
}

/// Whether a text has at most `limit` characters.
#[must_use]
pub fn fits(text: &str, limit: i64) -> bool {
    i64::try_from(text.chars().count()).is_ok_and(|count| count <= limit)
}

/// Whom somebody means who typed a name or picked one from a list: "Giulia Ventolieve (@giulia)" means giulia, "Gina Lago
/// (#7)" the card 7; anything else means itself.
#[must_use]
pub fn meant(typed: &str) -> &str {
    let inside = typed.rsplit_once('(').and_then(|(_, rest)| rest.trim().strip_suffix(')'));
    inside.unwrap_or(typed).trim().trim_start_matches(['@', '#'])
}

#[cfg(test)]
mod tests {
    use super::{Language, Refusal, email, handle, name, password};
    use crate::refusal::Refusal as _;

    #[test]
    fn handles() {
        for (typed, expected) in [
            ("ada", Ok("ada")),
            (" @Ada-Rossi_2 ", Ok("ada-rossi_2")),
            ("a", Err(Refusal::HandleMalformed)),
            ("2ada", Err(Refusal::HandleMalformed)),
            ("ada rossi", Err(Refusal::HandleMalformed)),
            ("àda", Err(Refusal::HandleMalformed)),
            ("Toto", Err(Refusal::HandleReserved)),
            (&"a".repeat(31), Err(Refusal::HandleMalformed)),
        ] {
            assert_eq!(handle(typed).as_deref(), expected.as_ref().map(|good| *good), "{typed}");
        }
    }

    #[test]
    fn names_and_addresses() {
        assert_eq!(name(" Ada \u{202E} Rossi ").as_deref(), Ok("Ada Rossi"));
        assert_eq!(name("\u{200B} . "), Err(Refusal::NameMissing));
        assert_eq!(name(&"a".repeat(81)), Err(Refusal::NameTooLong));
        assert_eq!(email(" Ada@Example.ORG ").as_deref(), Ok("Ada@example.org"));
        for bad in [
            "ada\u{202E}@b.it",
            "a\u{a0}b@c.it",
            "ada@\u{130}.it",
            "ada",
            "ada@",
            "@b.it",
            "a b@c.it",
            "a@b",
            "a@b..it",
            "a@b.it, c@d.it",
            "a@b@c.it",
            "a@-.it\n",
        ] {
            let long = bad == "a@-.it\n";
            assert!(email(bad).is_err() || long, "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_taken_whole_and_stays_or_is_refused(typed in "\\PC{0,40}|.{0,20}@.{0,12}\\.[a-z]{2}|[ -~]{0,330}") {
            for take in [email, handle, name] {
                if let Ok(taken) = take(&typed) {
                    proptest::prop_assert_eq!(take(&taken), Ok(taken.clone()));
                    proptest::prop_assert!(taken.len() <= 1_000 && !taken.chars().any(char::is_control), "{:?}", taken);
                }
            }
            let _ = password(&typed, &typed, "ada");
            let _ = Language::from_accepted(&typed);
        }
    }

    #[test]
    fn passwords() {
        assert_eq!(password("corta", "Ada", "ada"), Err(Refusal::PasswordTooShort));
        assert_eq!(password("PASSWORD123", "Ada", "ada"), Err(Refusal::PasswordCommon));
        assert_eq!(password("ada lovelace", "Ada Lovelace", "ada"), Err(Refusal::PasswordCommon));
        assert_eq!(password(&"x".repeat(513), "Ada", "ada"), Err(Refusal::PasswordTooLong));
        assert_eq!(password("glicine in fiore", "Ada", "ada"), Ok(()));
    }

    #[test]
    fn languages_by_weight() {
        assert_eq!(Language::from_accepted("de, en;q=0.7, it;q=0.8"), Some(Language::It));
        assert_eq!(Language::from_accepted("en-GB,en;q=0.9"), Some(Language::En));
        assert_eq!(Language::from_accepted("fr, *;q=0.5"), None);
    }

    #[test]
    fn a_refusal_knows_its_field_and_numbers() {
        assert_eq!(Refusal::NameTooLong.field(), Some("name"));
        assert_eq!(Refusal::NameTooLong.numbers(), [("limit", 80)]);
        assert_eq!(Refusal::LetterSpent.field(), None);
    }

    #[test]
    fn what_is_typed_names_somebody() {
        for (typed, meant) in [
            ("Giulia Ventolieve (@giulia)", "giulia"),
            ("Gina (la falegname) Lago (#7)", "7"),
            (" @dario ", "dario"),
            ("dario", "dario"),
            ("Dario Quattropassi", "Dario Quattropassi"),
            ("Dario (il falegname", "Dario (il falegname"),
            ("", ""),
        ] {
            assert_eq!(super::meant(typed), meant);
        }
    }
}
