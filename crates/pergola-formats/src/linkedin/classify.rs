//! Which table is this? Decided by the header alone.

/// A table of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    Profile,
    ProfileSummary,
    Emails,
    Phones,
    Positions,
    Education,
    Skills,
    Languages,
    Certificates,
    Projects,
    Honours,
    Volunteering,
    Publications,
    TestScores,
    Follows,
    Connections,
    Invitations,
    Messages,
    Recommendations,
    EndorsementsReceived,
    EndorsementsGiven,
    /// Known and left alone for privacy.
    Private,
    /// Known and of no use to a garden.
    NotUseful,
}

impl Table {
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::ProfileSummary => "profile_summary",
            Self::Emails => "emails",
            Self::Phones => "phones",
            Self::Positions => "positions",
            Self::Education => "education",
            Self::Skills => "skills",
            Self::Languages => "languages",
            Self::Certificates => "certificates",
            Self::Projects => "projects",
            Self::Honours => "honours",
            Self::Volunteering => "volunteering",
            Self::Publications => "publications",
            Self::TestScores => "test_scores",
            Self::Follows => "follows",
            Self::Connections => "connections",
            Self::Invitations => "invitations",
            Self::Messages => "messages",
            Self::Recommendations => "recommendations",
            Self::EndorsementsReceived => "endorsements_received",
            Self::EndorsementsGiven => "endorsements_given",
            Self::Private => "private",
            Self::NotUseful => "not_useful",
        }
    }

    /// The order of reading: who I am, whom I know, what passed between us.
    pub(crate) const fn rank(self) -> u8 {
        match self {
            Self::Profile => 0,
            Self::ProfileSummary | Self::Emails | Self::Phones => 1,
            Self::Connections => 3,
            Self::Invitations => 4,
            Self::Messages => 5,
            Self::Recommendations | Self::EndorsementsReceived | Self::EndorsementsGiven => 6,
            Self::Private | Self::NotUseful => 9,
            _ => 2,
        }
    }
}

/// Columns that a table must have, in lower case. Later columns come and go over the years, so not all are asked for; the
/// order matters where one table's columns are among another's.
const HAVING: &[(Table, &[&str])] = &[
    (Table::Profile, &["first name", "last name", "headline"]),
    (Table::Connections, &["first name", "last name", "company", "position", "connected on"]),
    (Table::Recommendations, &["first name", "last name", "text", "creation date"]),
    (Table::EndorsementsReceived, &["skill name", "endorser first name", "endorser last name"]),
    (Table::EndorsementsGiven, &["skill name", "endorsee first name", "endorsee last name"]),
    (Table::Invitations, &["from", "to", "sent at", "direction"]),
    (Table::Messages, &["conversation id", "from", "to", "date", "content"]),
    (Table::Positions, &["company name", "title", "started on", "finished on"]),
    (Table::Volunteering, &["company name", "role", "started on"]),
    (Table::Education, &["school name", "start date", "end date"]),
    (Table::Certificates, &["name", "authority", "license number"]),
    (Table::Projects, &["title", "description", "url", "started on"]),
    (Table::Honours, &["title", "description", "issued on"]),
    (Table::Publications, &["name", "published on", "publisher"]),
    (Table::TestScores, &["tested on", "name", "score"]),
    (Table::Languages, &["name", "proficiency"]),
    (Table::Emails, &["email address", "confirmed", "primary"]),
    (Table::Phones, &["number", "type", "extension"]),
    (Table::Follows, &["organization", "followed on"]),
    (Table::NotUseful, &["date", "status", "fullname"]),
    (Table::NotUseful, &["event name", "event time"]),
    (Table::NotUseful, &["date", "sharelink"]),
    (Table::NotUseful, &["date", "link", "message"]),
    (Table::NotUseful, &["date", "type", "link"]),
    (Table::NotUseful, &["date", "link", "optiontext"]),
    (Table::NotUseful, &["saveditem", "createdtime"]),
    (Table::Private, &["application date", "job title", "resume name"]),
    (Table::Private, &["locations", "industries", "semantic preferences"]),
    (Table::Private, &["locations", "industries", "company employee count"]),
    (Table::Private, &["alert_parameters", "saved_search_id"]),
    (Table::NotUseful, &["date/time", "media description"]),
    (Table::Private, &["registered at", "registration ip"]),
    (Table::Private, &["time", "search query"]),
    (Table::Private, &["challenge date", "ip address"]),
    (Table::Private, &["member age", "company names"]),
    (Table::Private, &["ad clicked date", "ad title/id"]),
    (Table::Private, &["category", "type of inference"]),
    (Table::NotUseful, &["content title", "content type", "content last watched date (if viewed)"]),
    (Table::NotUseful, &["content title", "content description", "content type"]),
];

/// Headers so short that they must match whole.
const BEING: &[(Table, &[&str])] = &[
    (Table::Skills, &["name"]),
    (Table::ProfileSummary, &["profile summary"]),
    (Table::NotUseful, &["date", "link"]),
    (Table::Phones, &["number", "type"]),
];

/// The table with this header (names trimmed and in lower case), if it is one of LinkedIn's.
pub(crate) fn classify(header: &[String]) -> Option<Table> {
    let named = || header.iter().filter(|name| !name.is_empty());
    let has = |column: &&str| header.iter().any(|name| name == column);
    let whole = BEING.iter().find(|(_, columns)| named().count() == columns.len() && columns.iter().all(has));
    let part = || HAVING.iter().find(|(_, columns)| columns.iter().all(has));
    whole.or_else(part).map(|(table, _)| *table)
}
