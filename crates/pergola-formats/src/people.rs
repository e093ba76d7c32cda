//! What the readers of address books share: cleaning addresses, numbers and names.

use crate::{pieces::Person, profile_url::profile_key};

/// Adds an e-mail address in lower case, once. What has no `@` between two sides is none (Exchange writes `/o=…` there).
pub(crate) fn add_email(person: &mut Person, address: &str) {
    let address = address.trim().trim_start_matches("mailto:").to_lowercase();
    let sound = address.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty())
        && !address.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';'));
    if sound && !person.emails.contains(&address) {
        person.emails.push(address);
    }
}

/// Adds a telephone number as written, unless the same number is there in another form.
pub(crate) fn add_phone(person: &mut Person, number: &str) {
    let number = number.trim().trim_start_matches("tel:").trim();
    let new = digits(number);
    if new.len() >= 3 && !person.phones.iter().any(|known| same_number(&digits(known), &new)) {
        person.phones.push(number.to_owned());
    }
}

/// Adds a web address: a LinkedIn profile becomes the key, unless there is one.
pub(crate) fn add_link(person: &mut Person, link: &str) {
    let link = link.trim();
    if link.is_empty() || link.contains(char::is_whitespace) {
        return;
    }
    match profile_key(link) {
        Some(key) if person.url.as_ref().is_none_or(|url| *url == key) => person.url = Some(key),
        _ if person.links.iter().any(|known| known == link) => {}
        _ => person.links.push(link.to_owned()),
    }
}

pub(crate) fn add_label(person: &mut Person, label: &str) {
    let label = label.trim();
    if !label.is_empty() && !person.labels.iter().any(|known| known == label) {
        person.labels.push(label.to_owned());
    }
}

pub(crate) fn some(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// `Ada Maria Ottolune` is Ada Maria, family Ottolune; `Ottolune, Ada` the other way round. A guess, for files that have one
/// field for both.
pub(crate) fn split_name(name: &str) -> (String, String) {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((family, given)) = name.split_once(", ") {
        return (given.to_owned(), family.to_owned());
    }
    match name.rsplit_once(' ') {
        Some((given, family)) => (given.to_owned(), family.to_owned()),
        None => (name, String::new()),
    }
}

fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// Equal, or equal but for the country in front of one.
fn same_number(a: &str, b: &str) -> bool {
    a == b || (a.len().min(b.len()) >= 8 && a.len().abs_diff(b.len()) <= 3 && (a.ends_with(b) || b.ends_with(a)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_two_forms_is_one() {
        let mut person = Person::default();
        for number in
            ["+39 333 123 4567", "3331234567", "0039-333-1234567", "06 12345", "06/12345", "tel:06 54321", "x"]
        {
            add_phone(&mut person, number);
        }
        assert_eq!(person.phones, ["+39 333 123 4567", "06 12345", "06 54321"]);
    }

    #[test]
    fn what_is_no_address() {
        let mut person = Person::default();
        for address in ["Ada@Example.org ", "ada@example.org", "/o=ExchangeLabs/cn=ada", "@x", "a@", "a b@c", "<a@b>"] {
            add_email(&mut person, address);
        }
        assert_eq!(person.emails, ["ada@example.org"]);
    }

    #[test]
    fn names_in_one_field() {
        for (name, given, family) in
            [("Ada  Maria Ottolune", "Ada Maria", "Ottolune"), ("Ottolune, Ada", "Ada", "Ottolune"), ("Ada", "Ada", "")]
        {
            assert_eq!(split_name(name), (given.to_owned(), family.to_owned()));
        }
    }
}
