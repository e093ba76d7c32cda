//! Organisations: what kinds there are, who may speak for one, and how it is shown that they may.
//!
//! ```text
//!   claimed ──proof found──► proven ──not found for a week──► claimed
//! ```
//! Anybody may name an organisation in a position. To speak for it one shows that one holds its name: a record in its
//! DNS, a file at its address, or a letter to a mailbox of its domain. An unproven one is shown as such.

use crate::{refusals, text, time::Timestamp};

pub const NAME_CHARS: i64 = 160;
pub const ABOUT_CHARS: i64 = 4_000;
/// Who may speak for one organisation.
pub const SPEAKERS: i64 = 50;
/// Organisations that one member may bring into being in a day.
pub const NEW_A_DAY: i64 = 5;
/// Days in which a proof must be found after it was begun.
pub const PROOF_DAYS: i64 = 14;
/// Days after which a proof that is no longer found is gone.
pub const PROOF_LOST_DAYS: i64 = 7;

refusals! {
    /// Why something about an organisation cannot be done.
    Refusal {
        NameMissing => "organisations.name_missing" @ "name",
        NameTooLong => "organisations.name_too_long" @ "name" { most: NAME_CHARS },
        AboutTooLong => "organisations.about_too_long" @ "about" { most: ABOUT_CHARS },
        KindUnknown => "organisations.kind_unknown" @ "kind",
        DomainMalformed => "organisations.domain_malformed" @ "domain",
        /// A mailbox at a provider shows nothing about an organisation.
        DomainOfMany => "organisations.domain_of_many" @ "domain",
        /// The letter must go to a mailbox of the domain.
        AddressElsewhere => "organisations.address_elsewhere" @ "address",
        ProofNotFound => "organisations.proof_not_found",
        ProofOver => "organisations.proof_over" { days: PROOF_DAYS },
        /// Somebody else has proven this domain.
        DomainTaken => "organisations.domain_taken" @ "domain",
        NotSpeaking => "organisations.not_speaking",
        LastOwner => "organisations.last_owner",
        TooManySpeakers => "organisations.too_many_speakers" { most: SPEAKERS },
        TooManyNew => "organisations.too_many_new" { most: NEW_A_DAY },
        /// Somebody speaks for an organisation of this name already.
        SpokenFor => "organisations.spoken_for" @ "name",
        SpeakerUnknown => "organisations.speaker_unknown" @ "handle",
        RoleUnknown => "organisations.role_unknown" @ "role",
        WayUnknown => "organisations.way_unknown" @ "way",
    }
}

/// What an organisation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    #[default]
    Company,
    /// Looks for people on behalf of one client.
    HeadHunter,
    /// Places people with many.
    Agency,
    Association,
    PublicBody,
    School,
}

impl Kind {
    pub const ALL: [Self; 6] =
        [Self::Company, Self::HeadHunter, Self::Agency, Self::Association, Self::PublicBody, Self::School];

    /// Its word in tables, sentences and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::HeadHunter => "head_hunter",
            Self::Agency => "agency",
            Self::Association => "association",
            Self::PublicBody => "public_body",
            Self::School => "school",
        }
    }

    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether its ads are for others, so that each says for whom.
    #[must_use]
    pub const fn acts_for_others(self) -> bool {
        matches!(self, Self::HeadHunter | Self::Agency)
    }
}

/// What somebody may do in the name of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Posts ads and answers those who apply.
    Poster,
    /// That, and says who else may.
    Owner,
}

impl Role {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Poster => "poster",
            Self::Owner => "owner",
        }
    }

    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::Poster, Self::Owner].into_iter().find(|role| role.name() == name)
    }
}

/// How a proof is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A TXT record `pergola=TOKEN` at `_pergola.DOMAIN`.
    Dns,
    /// The token alone in `https://DOMAIN/.well-known/pergola.txt` (RFC 8615).
    File,
    /// A link in a letter to a mailbox of the domain.
    Letter,
}

impl Way {
    pub const ALL: [Self; 3] = [Self::Dns, Self::File, Self::Letter];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dns => "dns",
            Self::File => "file",
            Self::Letter => "letter",
        }
    }

    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }
}

/// The line that proves, as it must stand in a DNS record.
#[must_use]
pub fn dns_line(token: &str) -> String {
    format!("pergola={token}")
}

/// Whether one of the TXT records, or the text of the file, holds the token and nothing else.
#[must_use]
pub fn proves(way: Way, found: &[String], token: &str) -> bool {
    found.iter().map(|line| line.trim()).any(|line| match way {
        Way::Dns => line == dns_line(token),
        Way::File => line == token,
        Way::Letter => false,
    })
}

/// Whether a proof that was begun then may still be found.
///
/// # Errors
/// When its time is over.
pub const fn in_time(begun_at: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    if now.days_since(begun_at) < PROOF_DAYS { Ok(()) } else { Err(Refusal::ProofOver) }
}

/// Mail providers at which anybody has a mailbox.
const OF_MANY: [&str; 38] = [
    "gmail.com",
    "googlemail.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "libero.it",
    "virgilio.it",
    "inwind.it",
    "iol.it",
    "blu.it",
    "giallo.it",
    "tiscali.it",
    "tiscalinet.it",
    "alice.it",
    "tim.it",
    "tin.it",
    "fastwebnet.it",
    "aruba.it",
    "email.it",
    "poste.it",
    "vodafone.it",
    "proton.me",
    "protonmail.com",
    "pm.me",
    "tutanota.com",
    "tuta.io",
    "web.de",
    "t-online.de",
    "freenet.de",
    "orange.fr",
    "free.fr",
    "laposte.net",
    "mail.com",
    "mail.ru",
    "yandex.ru",
    "zoho.com",
    "pec.it",
    "legalmail.it",
];

/// Those that are in each country under a domain of their own: `yahoo.it`, `yahoo.co.uk`.
const OF_MANY_EVERYWHERE: [&str; 9] =
    ["yahoo", "ymail", "gmx", "hotmail", "outlook", "live", "msn", "aol", "rocketmail"];

/// Whether anybody can have a mailbox there.
fn is_of_many(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    let everywhere = match labels.as_slice() {
        [brand, _] | [brand, "co" | "com", _] => OF_MANY_EVERYWHERE.contains(brand),
        _ => false,
    };
    everywhere || OF_MANY.contains(&domain)
}

/// A domain name, as RFC 1035 spells them, in lower case: two labels at least, no address, no port.
///
/// # Errors
/// When it is none, or one at which anybody has a mailbox.
pub fn domain(typed: &str) -> Result<String, Refusal> {
    let name = typed.trim().trim_end_matches('.').to_ascii_lowercase();
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let labels: Vec<&str> = name.split('.').collect();
    let last_is_a_word = labels.last().is_some_and(|last| last.bytes().any(|byte| byte.is_ascii_alphabetic()));
    if name.len() > 253 || labels.len() < 2 || !last_is_a_word || !labels.iter().all(|one| label(one)) {
        return Err(Refusal::DomainMalformed);
    }
    if is_of_many(&name) { Err(Refusal::DomainOfMany) } else { Ok(name) }
}

/// Whether a mailbox is of that domain itself, not of one below it: those may belong to somebody else.
///
/// # Errors
/// When it is elsewhere.
pub fn mailbox_of(address: &str, domain: &str) -> Result<(), Refusal> {
    match address.trim().rsplit_once('@') {
        Some((mailbox, at)) if !mailbox.is_empty() && at.eq_ignore_ascii_case(domain) => Ok(()),
        _ => Err(Refusal::AddressElsewhere),
    }
}

/// What somebody tells of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub name: String,
    pub kind: Kind,
    pub about: String,
    pub place: String,
}

impl Told {
    /// Cleaned and within the limits.
    ///
    /// # Errors
    /// Names the field that is wrong.
    pub fn read(name: &str, kind: &str, about: &str, place: &str) -> Result<Self, Refusal> {
        let told = Self {
            name: text::line(name),
            kind: Kind::of_name(kind).ok_or(Refusal::KindUnknown)?,
            about: text::paragraphs(about),
            place: text::line(place).chars().take(120).collect(),
        };
        let length = |text: &str| i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
        match () {
            () if told.name.is_empty() => Err(Refusal::NameMissing),
            () if length(&told.name) > NAME_CHARS => Err(Refusal::NameTooLong),
            () if length(&told.about) > ABOUT_CHARS => Err(Refusal::AboutTooLong),
            () => Ok(told),
        }
    }
}

/// Takes a role from somebody, or gives another: the last owner stays.
///
/// # Errors
/// When it would leave the organisation without an owner.
pub const fn keeps_an_owner(owners: i64, was: Role, next: Option<Role>) -> Result<(), Refusal> {
    let was_owner = matches!(was, Role::Owner);
    let stays_owner = matches!(next, Some(Role::Owner));
    if was_owner && !stays_owner && owners <= 1 { Err(Refusal::LastOwner) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::{
        Kind, PROOF_DAYS, Refusal, Role, Told, Way, dns_line, domain, in_time, keeps_an_owner, mailbox_of, proves,
    };
    use crate::time::Timestamp;

    #[test]
    fn a_domain_is_two_labels_and_nobodys_mailbox_provider() {
        for (typed, is) in [
            ("Officina-Quercianova.IT ", Ok("officina-quercianova.it")),
            ("segheria.example.", Ok("segheria.example")),
            ("localhost", Err(Refusal::DomainMalformed)),
            ("127.0.0.1", Err(Refusal::DomainMalformed)),
            ("[::1]", Err(Refusal::DomainMalformed)),
            ("a..it", Err(Refusal::DomainMalformed)),
            ("-a.it", Err(Refusal::DomainMalformed)),
            ("a.it:8080", Err(Refusal::DomainMalformed)),
            ("http://a.it", Err(Refusal::DomainMalformed)),
            ("gmail.com", Err(Refusal::DomainOfMany)),
            ("Yahoo.co.uk", Err(Refusal::DomainOfMany)),
            ("gmx.net", Err(Refusal::DomainOfMany)),
            ("outlook.fr", Err(Refusal::DomainOfMany)),
            ("web.de", Err(Refusal::DomainOfMany)),
            ("fastwebnet.it", Err(Refusal::DomainOfMany)),
            ("yahoo.officina.it", Ok("yahoo.officina.it")),
            ("livestudio.it", Ok("livestudio.it")),
        ] {
            assert_eq!(domain(typed).as_deref(), is.as_deref(), "{typed}");
        }
        assert_eq!(domain(&format!("{}.it", "a".repeat(64))), Err(Refusal::DomainMalformed));
    }

    #[test]
    fn a_mailbox_of_a_branch_is_not_one_of_the_house() {
        assert_eq!(mailbox_of("berta@officina.it", "officina.it"), Ok(()));
        for elsewhere in
            ["berta@branch.officina.it", "berta@officina.it.evil.example", "officina.it", "@officina.it", ""]
        {
            assert_eq!(mailbox_of(elsewhere, "officina.it"), Err(Refusal::AddressElsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn only_the_whole_token_proves() {
        let found = |text: &str| vec!["v=spf1 -all".to_owned(), text.to_owned()];
        assert!(proves(Way::Dns, &found(&dns_line("abc")), "abc"));
        assert!(!proves(Way::Dns, &found("pergola=abcd"), "abc"));
        assert!(proves(Way::File, &found("abc\n"), "abc"));
        assert!(!proves(Way::File, &found("abc def"), "abc"));
        assert!(!proves(Way::Letter, &found("abc"), "abc"), "a letter proves by being opened");
        let begun = Timestamp::from_seconds(0);
        assert_eq!(in_time(begun, begun.plus_days(PROOF_DAYS - 1)), Ok(()));
        assert_eq!(in_time(begun, begun.plus_days(PROOF_DAYS)), Err(Refusal::ProofOver));
    }

    #[test]
    fn the_last_owner_stays() {
        assert_eq!(keeps_an_owner(1, Role::Owner, None), Err(Refusal::LastOwner));
        assert_eq!(keeps_an_owner(1, Role::Owner, Some(Role::Poster)), Err(Refusal::LastOwner));
        assert_eq!(keeps_an_owner(2, Role::Owner, None), Ok(()));
        assert_eq!(keeps_an_owner(1, Role::Poster, None), Ok(()));
    }

    #[test]
    fn what_is_told_is_cleaned_and_bounded() {
        let told = Told::read("  Officina   Quercianova ", "agency", "Arredi.", "Modena").unwrap();
        assert_eq!((told.name.as_str(), told.kind.acts_for_others()), ("Officina Quercianova", true));
        assert_eq!(Told::read(" ", "company", "", ""), Err(Refusal::NameMissing));
        assert_eq!(Told::read("A", "cult", "", ""), Err(Refusal::KindUnknown));
        assert_eq!(Told::read(&"a".repeat(161), "company", "", ""), Err(Refusal::NameTooLong));
        assert_eq!(Told::read("A", "company", &"a".repeat(4_001), ""), Err(Refusal::AboutTooLong));
        assert!(Kind::ALL.into_iter().all(|kind| Kind::of_name(kind.name()) == Some(kind)));
    }
}
