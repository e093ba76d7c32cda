//! The tables, oldest first. A migration that landed never changes; each keeps the release before it able to run.

#[cfg(test)]
mod tests;

use pergola_db::Migration;

macro_rules! migration {
    ($number:literal, $digits:literal, $name:literal) => {
        Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../migrations/", $digits, "_", $name, ".sql")),
            postgres: None,
        }
    };
    ($number:literal, $digits:literal, $name:literal, $postgres:literal) => {
        Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../migrations/", $digits, "_", $name, ".sql")),
            postgres: Some(include_str!(concat!("../migrations/", $postgres))),
        }
    };
}

pub(crate) const MIGRATIONS: &[Migration] = &[
    pergola_db::LOG_AND_QUEUE,
    migration!(2, "0002", "members"),
    migration!(3, "0003", "ties"),
    migration!(4, "0004", "contacts"),
    migration!(5, "0005", "garden"),
    migration!(6, "0006", "exchange"),
    migration!(7, "0007", "password_changed"),
    migration!(8, "0008", "ties"),
    migration!(9, "0009", "garden_page"),
    migration!(10, "0010", "exchange"),
    migration!(12, "0012", "network"),
    migration!(13, "0013", "claims"),
    migration!(14, "0014", "formers"),
    migration!(15, "0015", "photos"),
    migration!(20, "0020", "introduced"),
    migration!(21, "0021", "answers"),
    migration!(22, "0022", "vectors"),
    migration!(23, "0023", "pairs"),
    migration!(25, "0025", "asks"),
    migration!(26, "0026", "topics"),
    migration!(28, "0028", "introductions"),
    migration!(29, "0029", "approaches"),
    migration!(30, "0030", "last_blocks"),
    migration!(32, "0032", "messages"),
    migration!(33, "0033", "mailing"),
    migration!(36, "0036", "companion"),
    migration!(37, "0037", "moment_directions"),
    migration!(40, "0040", "organisations"),
    migration!(41, "0041", "jobs"),
    migration!(42, "0042", "applications"),
    migration!(43, "0043", "searches"),
    migration!(44, "0044", "feeds"),
    migration!(47, "0047", "job_spots"),
    migration!(50, "0050", "posts"),
    migration!(51, "0051", "groups"),
    migration!(55, "0055", "moderation"),
    migration!(56, "0056", "moderation_log_stays", "0056_moderation_log_stays.postgres.sql"),
    migration!(57, "0057", "held_messages"),
    migration!(58, "0058", "held_groups"),
    migration!(60, "0060", "meetings"),
    migration!(61, "0061", "events"),
    migration!(62, "0062", "subscriptions"),
    migration!(63, "0063", "stays"),
    migration!(70, "0070", "search"),
    migration!(71, "0071", "refusals"),
    migration!(72, "0072", "sealed_answers"),
    migration!(73, "0073", "joins_waiting"),
    migration!(74, "0074", "hands"),
    migration!(75, "0075", "answers_with_words"),
    migration!(76, "0076", "found"),
    migration!(77, "0077", "left"),
    migration!(78, "0078", "editions"),
    migration!(79, "0079", "group_invitations"),
    migration!(82, "0082", "own_stamps", "0082_own_stamps.postgres.sql"),
    migration!(83, "0083", "former_pictures"),
    migration!(84, "0084", "feed_stamps", "0084_feed_stamps.postgres.sql"),
    migration!(87, "0087", "employers"),
    migration!(88, "0088", "held_invitations"),
    migration!(89, "0089", "stamps", "0089_stamps.postgres.sql"),
    migration!(91, "0091", "how_they_choose"),
    migration!(93, "0093", "edition_pictures"),
    migration!(94, "0094", "ignored_files"),
    migration!(95, "0095", "account_bytes"),
    migration!(96, "0096", "addresses_avoiding"),
    migration!(110, "0110", "moderation_head", "0110_moderation_head.postgres.sql"),
    migration!(111, "0111", "held_letters"),
    migration!(112, "0112", "record_hands"),
    migration!(113, "0113", "group_put_out"),
    migration!(114, "0114", "group_asks_out"),
    migration!(115, "0115", "group_decisions"),
    migration!(116, "0116", "held_outside"),
    migration!(117, "0117", "introduced_as"),
    migration!(118, "0118", "request_reminders"),
];
