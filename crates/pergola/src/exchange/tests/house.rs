//! A rule of the house: every table of the database is in a member's archive, or it is said here why it is not.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{leaving::tables, schema::schema};
use crate::{exchange::sections, testkit::Town};

/// What the archive itself has: a field of `pergola.json`, or what lies beside it.
const IN_THE_ACCOUNT: &[(&str, &str)] = &[
    ("beds", "beds"),
    ("blocks", "blocks"),
    ("contact_ways", "contacts"),
    ("contacts", "contacts"),
    ("education", "education"),
    ("former_pictures", "rooms"),
    ("former_ties", "ties"),
    ("formers", "rooms"),
    ("invitations", "invitations"),
    ("links", "links"),
    ("members", "account"),
    ("moments", "moments"),
    ("photos", "account"),
    ("positions", "positions"),
    ("skills", "skills"),
    ("tending", "ties"),
    ("ties", "ties"),
];

/// What a room writes, by the name of its section.
const IN_A_ROOM: &[(&str, &str)] = &[
    ("application_moves", "applications"),
    ("applications", "applications"),
    ("approach_steps", "requests"),
    ("approaches", "requests"),
    ("ask_topics", "asks"),
    ("asks", "asks"),
    ("card_sharing", "card"),
    ("comments", "posts"),
    ("conversations", "messages"),
    ("decisions", "moderation"),
    ("dismissals", "dismissals"),
    ("event_attendance", "events"),
    ("events", "events"),
    ("feed_choices", "posts"),
    ("feed_open", "posts"),
    ("feeds", "feeds"),
    ("godparents", "godparents"),
    ("group_asks", "groups"),
    ("group_members", "groups"),
    ("groups", "groups"),
    ("introducers_avoided", "introducers_avoided"),
    ("introduction_parties", "introductions"),
    ("introductions", "introductions"),
    ("jobs", "jobs"),
    ("mail_choices", "mail"),
    ("meeting_tellings", "meetings"),
    ("meeting_times", "meetings"),
    ("meetings", "meetings"),
    ("messages", "messages"),
    ("newcomers", "godparents"),
    ("openness", "openness"),
    ("organisations", "organisations"),
    ("pairs", "pairs"),
    ("participants", "messages"),
    ("post_asides", "posts"),
    ("post_edition_pictures", "posts"),
    ("post_editions", "posts"),
    ("post_openings", "posts"),
    ("post_pictures", "posts"),
    ("post_thanks", "posts"),
    ("post_topics", "posts"),
    ("posts", "posts"),
    ("referrals", "referrals"),
    ("reports", "moderation"),
    ("saved_searches", "searches"),
    ("speakers", "organisations"),
    ("stay_told", "stays"),
    ("stays", "stays"),
    ("steps", "steps"),
    ("topic_choices", "topics"),
];

/// Nobody's in particular, or a trace that other tables tell again.
const NOBODYS: &[&str] = &[
    "barred_domains",
    "followers",
    "group_topics",
    "held_letters",
    "keepsakes",
    "log",
    "migrations",
    "moderation_log",
    "moderation_log_head",
    "organisation_hands",
    "organisation_pages",
    "outbox",
    "post_previews",
    "spam_learner",
];

/// What is about a member and not in his archive, each with its reason.
const LEFT_OUT: &[(&str, &str)] = &[
    (
        "addresses_avoiding",
        "a keyed hash of an address whose owner would rather not be introduced: not to be told to anybody",
    ),
    ("answers", "that an ask was answered: the ask and the conversation say it"),
    ("cases", "before moderators; what came of it is in the decisions"),
    ("exports", "archives being made"),
    ("group_asks_out", "who looks after a group took an ask out of it: the group's"),
    ("group_invitations", "when somebody was asked in, for the limit of a day"),
    ("group_put_out", "the group's word of who asks before he comes in again"),
    ("import_ignored", "files being read"),
    ("import_skips", "files being read"),
    ("imports", "files being read"),
    ("joins_waiting", "whom the owner of a card is told of: a notice soon"),
    ("last_blocks", "that there was a block once, for what it ended; what stands is in the blocks"),
    ("letters", "keys of letters, as hashes"),
    ("notices", "they say again what is elsewhere"),
    ("nudges", "the week's"),
    ("objections", "salted hashes of those who do not want to be on cards: nobody's here"),
    ("proofs", "the organisation's, whoever began it"),
    ("proposals", "offers of a file, which makes them again; so does the archive, and would double them"),
    ("requests", "answers to programs, sealed, for two days"),
    ("sessions", "keys, as hashes"),
    ("showings", "what was shown how often"),
    ("speaker_invitations", "open a while, and answered with speaking or with nothing"),
    ("stamps", "a number that says that what is kept in memory is stale"),
    ("subscriptions", "keys, as hashes"),
    ("tellings", "what letters told"),
    ("tokens", "keys, as hashes"),
    ("unheard", "messages that were said over a block and never reach him"),
    ("unwanted", "salted hashes of addresses that get no letters: nobody's here"),
    ("vectors", "made of texts that are in it"),
];

#[tokio::test]
async fn every_table_is_in_the_archive_or_it_is_said_why_not() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let member = ada.id;
    let there = town.app.db.read(async |tx| tables(tx).await).await.unwrap();
    let rooms =
        town.app.db.read(async move |tx| sections::of(tx, member, crate::testkit::TUESDAY).await).await.unwrap();
    let schema = schema();
    for (table, field) in IN_THE_ACCOUNT {
        assert!(schema["properties"][field] != Value::Null, "{table}: no {field} in the schema");
    }
    for (table, section) in IN_A_ROOM {
        assert!(rooms.contains_key(*section), "{table}: no section {section}");
    }
    let told: Vec<&str> = [IN_THE_ACCOUNT, IN_A_ROOM, LEFT_OUT]
        .concat()
        .iter()
        .map(|(table, _)| *table)
        .chain(NOBODYS.iter().copied())
        .collect();
    let once: BTreeSet<&str> = told.iter().copied().collect();
    assert_eq!(once.len(), told.len(), "a table is on two lists");
    let there: BTreeSet<&str> = there.iter().map(String::as_str).collect();
    let untold: Vec<_> = there.difference(&once).collect();
    assert!(untold.is_empty(), "in the archive, or not, and why? {untold:?}");
    let gone: Vec<_> = once.difference(&there).collect();
    assert!(gone.is_empty(), "there are no such tables: {gone:?}");
}
