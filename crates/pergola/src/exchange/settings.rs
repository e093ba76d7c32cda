//! Settings in an archive: one list for writing them, offering them and taking them over.
//!
//! What an archive says is offered like the profile: nobody becomes findable because he brought a file. A setting added
//! to the account is added to [`NAMES`], [`value`] and [`new`], and so comes home with everything else.

use std::collections::BTreeMap;

use pergola_formats::takeout::Takeout;
use serde_json::Value;

use super::offers::Offer;
use crate::members::{NewSettings, Settings};

/// The settings as archives and the API name them. The language stands in the archive's `account`.
const NAMES: [&str; 6] = ["language", "theme", "connector", "ties_shown", "found_by_email", "shares_email"];

/// What a setting is now, as text. None where there is no such setting.
pub(super) fn value(now: &Settings, name: &str) -> Option<String> {
    Some(match name {
        "language" => now.language.tag().to_owned(),
        "theme" => now.theme.clone(),
        "connector" => now.connector.to_string(),
        "ties_shown" => if now.hides_ties { "nobody" } else { "ties" }.to_owned(),
        "found_by_email" => now.found_by_email.to_string(),
        "shares_email" => now.shares_email.to_string(),
        _ => return None,
    })
}

/// The change that sets one of them.
pub(super) fn new(name: &str, value: &str) -> NewSettings {
    let (word, yes) = (Some(value.to_owned()), Some(value == "true"));
    match name {
        "language" => NewSettings { language: word, ..NewSettings::default() },
        "theme" => NewSettings { theme: word, ..NewSettings::default() },
        "connector" => NewSettings { connector: yes, ..NewSettings::default() },
        "ties_shown" => NewSettings { ties_shown: word, ..NewSettings::default() },
        "found_by_email" => NewSettings { found_by_email: yes, ..NewSettings::default() },
        "shares_email" => NewSettings { shares_email: yes, ..NewSettings::default() },
        _ => NewSettings::default(),
    }
}

/// The settings as an archive has them.
pub(super) fn kept(now: &Settings) -> BTreeMap<String, Value> {
    let set = |name: &&str| {
        let text = value(now, name)?;
        let value = match text.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::String(text),
        };
        Some(((*name).to_owned(), value))
    };
    NAMES.iter().filter(|name| **name != "language").filter_map(set).collect()
}

/// What an archive says of settings, as offers; what is no value of a setting is none.
pub(super) fn offers(takeout: &Takeout) -> Vec<Offer> {
    let told = |name: &&str| {
        let value = match *name {
            "language" => takeout.account.language.clone()?,
            name => match takeout.settings.get(name)? {
                Value::Bool(yes) => yes.to_string(),
                Value::String(text) => text.clone(),
                _ => return None,
            },
        };
        may_be(name, &value).then(|| Offer::Setting { name: (*name).to_owned(), value })
    };
    NAMES.iter().filter_map(told).collect()
}

fn may_be(name: &str, value: &str) -> bool {
    match name {
        "language" => ["it", "en"].contains(&value),
        "theme" => ["", "light", "dark"].contains(&value),
        "ties_shown" => ["ties", "nobody"].contains(&value),
        _ => ["true", "false"].contains(&value),
    }
}

#[cfg(test)]
mod tests {
    use pergola_formats::takeout::Takeout;
    use serde_json::json;

    use super::{NAMES, Offer, offers};

    #[test]
    fn only_values_that_settings_have_are_offered() {
        let mut takeout = Takeout::default();
        takeout.account.language = Some("tlh".to_owned());
        takeout.settings = [
            ("theme".to_owned(), json!("dark")),
            ("connector".to_owned(), json!("perhaps")),
            ("ties_shown".to_owned(), json!(7)),
            ("is_admin".to_owned(), json!(true)),
        ]
        .into();
        assert_eq!(offers(&takeout), [Offer::Setting { name: "theme".to_owned(), value: "dark".to_owned() }]);
        assert!(!NAMES.contains(&"is_admin"));
    }
}
