//! The pay of an ad as one line of a feed tells it. What an amount is worth, whoever takes the ad finds out.

/// Currencies that are known by their codes (ISO 4217): those in which an ad may be.
///
/// No crate of ours is known here, so they stand where ads are judged, too; a story of jobs holds the two against each other.
pub const CURRENCIES: [&str; 12] = ["EUR", "CHF", "GBP", "USD", "SEK", "NOK", "DKK", "PLN", "CZK", "RON", "CAD", "AUD"];

/// What makes thousands of an amount; the same holds.
pub const THOUSAND: [&str; 3] = ["k", "mila", "thousand"];

/// From, to, currency and period of a line such as `32000.00 - 40000.00 EUR per year` or `€32,000 a year`.
pub(super) fn read(line: &str) -> (String, String, String, String) {
    let lower = line.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let mut words = line.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_ascii_uppercase);
    let code = words.find_map(|word| {
        CURRENCIES.iter().find(|code| **code == word || word.strip_prefix('K').is_some_and(|rest| rest == **code))
    });
    let currency = match code {
        Some(code) => code,
        None if line.contains('€') || has(&["euro"]) => "EUR",
        None if line.contains('£') => "GBP",
        None if line.contains('$') => "USD",
        None if line.contains("zł") => "PLN",
        None if line.contains("Kč") => "CZK",
        None if has(&["lei"]) => "RON",
        None => "",
    };
    let period = match () {
        () if has(&["hour", "ora"]) => "hour",
        () if has(&["day", "giorno"]) => "day",
        () if has(&["month", "mese"]) => "month",
        () if has(&["year", "anno", "annu"]) => "year",
        () => "",
    };
    let mut amounts = amounts(line).into_iter();
    let mut from = amounts.next().unwrap_or_default();
    let to = amounts.next().unwrap_or_else(|| from.clone());
    // “30-40k”: both are thousands.
    if to.ends_with('k') && from.len() <= 3 && from.chars().all(|c| c.is_ascii_digit()) {
        from.push('k');
    }
    (from, to, currency.to_owned(), period.to_owned())
}

/// The amounts of a line as they are written, without what stands around them; thousands end in `k`. Letters that follow at once
/// and are no currency stay with their amount: whoever reads it then finds that it is none.
fn amounts(line: &str) -> Vec<String> {
    let signs: Vec<char> = line.to_lowercase().chars().collect();
    let at = |place: usize| signs.get(place).copied().unwrap_or(' ');
    let digit = |place: usize| at(place).is_ascii_digit();
    let (mut all, mut place) = (Vec::new(), 0);
    while place < signs.len() {
        if !digit(place) {
            place += 1;
            continue;
        }
        let mut amount = String::new();
        // A blank groups where three digits follow it, and no more.
        let groups = |place: usize| {
            let three = (1..=3).all(|next| digit(place + next)) && !digit(place + 4);
            matches!(at(place), '.' | ',' | '\'' | '’') && digit(place + 1) || at(place).is_whitespace() && three
        };
        while digit(place) || groups(place) {
            amount.push(at(place));
            place += 1;
        }
        let behind: String = signs.iter().skip(place).take(24).collect();
        let word: String = behind.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
        let currency = |word: &str| {
            word.is_empty() || word == "euro" || CURRENCIES.iter().any(|code| code.eq_ignore_ascii_case(word))
        };
        let thousand = THOUSAND.into_iter().find_map(|start| word.strip_prefix(start)).is_some_and(currency);
        match () {
            () if thousand => amount.push('k'),
            // «30 milioni», “1.5M”: not an amount that anybody here means.
            () if !currency(&word) && (at(place).is_alphabetic() || word.starts_with("mil")) => amount.push_str(&word),
            () => {}
        }
        place += behind.chars().take_while(|c| c.is_whitespace() || c.is_alphabetic()).count();
        all.push(amount);
    }
    all
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_pay_is_read_as_people_write_it() {
        for (line, from, to, currency, period) in [
            ("€30k", "30k", "30k", "EUR", ""),
            ("30k € - 40k € per year", "30k", "40k", "EUR", "year"),
            ("30-40k EUR a year", "30k", "40k", "EUR", "year"),
            ("30kEUR", "30k", "30k", "EUR", ""),
            ("30k €", "30k", "30k", "EUR", ""),
            ("45.000-50.000", "45.000", "50.000", "", ""),
            ("RAL 45.000–50.000 € annui", "45.000", "50.000", "EUR", "year"),
            ("30/35k", "30k", "35k", "", ""),
            ("€30/35k all’anno", "30k", "35k", "EUR", "year"),
            ("30/35 mila euro l’anno", "30k", "35k", "EUR", "year"),
            ("30 mila - 36 mila euro l’anno", "30k", "36k", "EUR", "year"),
            ("30mila", "30k", "30k", "", ""),
            ("30.000 - 36.000 EUR", "30.000", "36.000", "EUR", ""),
            ("£30,000.50 a year", "30,000.50", "30,000.50", "GBP", "year"),
            ("30 000 EUR - 36 000 EUR", "30 000", "36 000", "EUR", ""),
            ("1.5M EUR", "1.5m", "1.5m", "EUR", ""),
            ("30 milioni", "30milioni", "30milioni", "", ""),
            ("£16.50 - £19 per hour", "16.50", "19", "GBP", "hour"),
            ("1800 EUR per month", "1800", "1800", "EUR", "month"),
            ("to be agreed", "", "", "", ""),
        ] {
            let read = super::read(line);
            assert_eq!(
                (read.0.as_str(), read.1.as_str(), read.2.as_str(), read.3.as_str()),
                (from, to, currency, period),
                "{line}"
            );
        }
    }
}
