//! Domains of addresses and links: what moderators may bar, and which a text leads to.

use super::{DOMAIN_CHARS, Plain, Ruled};

/// A domain as typed: of addresses that cannot join, and of links that wait for a moderator.
///
/// # Errors
/// When it is none.
pub fn domain(typed: &str) -> Ruled<String> {
    let domain = typed.trim().trim_start_matches('@').trim_end_matches('.').to_lowercase();
    let label =
        |label: &str| !label.is_empty() && label.len() <= 63 && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let whole = domain.contains('.') && crate::members::fits(&domain, DOMAIN_CHARS) && domain.split('.').all(label);
    if whole { Ok(domain) } else { Err(Plain::DomainMalformed) }
}

/// The domains that a name belongs to, itself first: `mail.posta.example`, `posta.example`, `example`.
pub fn parents(host: &str) -> impl Iterator<Item = &str> {
    let host = host.trim_end_matches('.');
    std::iter::once(host).chain(host.match_indices('.').filter_map(|(at, _)| host.get(at + 1..)))
}

/// The hosts that a text leads to: of addresses of the web and of mail. At most 20.
#[must_use]
pub fn hosts(text: &str) -> Vec<String> {
    let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.'));
    let mut found: Vec<String> = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '"' | '[' | ']')) {
        let rest = word.split_once("://").map_or(word, |(_, rest)| rest);
        let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
        let host = rest.split(ends).next().unwrap_or_default().trim_matches('.').to_lowercase();
        if domain(&host).is_ok() && !found.contains(&host) && found.len() < 20 {
            found.push(host);
        }
    }
    found
}
