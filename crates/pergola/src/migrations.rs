//! The tables, oldest first. A migration that landed never changes; each keeps the release before it able to run.

use pergola_db::Migration;

macro_rules! migration {
    ($number:literal, $name:literal) => {
        Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../migrations/000", $number, "_", $name, ".sql")),
            postgres: None,
        }
    };
}

/// The same from the tenth on.
macro_rules! later_migration {
    ($number:literal, $name:literal) => {
        Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../migrations/00", $number, "_", $name, ".sql")),
            postgres: None,
        }
    };
}

pub(crate) const MIGRATIONS: &[Migration] = &[
    pergola_db::LOG_AND_QUEUE,
    migration!(2, "members"),
    migration!(3, "ties"),
    migration!(4, "contacts"),
    migration!(5, "garden"),
    migration!(6, "exchange"),
    migration!(7, "password_changed"),
    migration!(8, "ties"),
    migration!(9, "garden_page"),
    later_migration!(10, "exchange"),
    later_migration!(12, "network"),
    later_migration!(13, "claims"),
];
