//! The one form of a LinkedIn profile address. E-mail is nearly absent from LinkedIn's files, so this is the key by which
//! the same person is found again in connections, messages, invitations and endorsements.

/// `https://www.linkedin.com/in/<slug>` with the slug in lower case, percent-decoded, without query or slash at the end.
///
/// `None` for anything else: companies, schools, other sites. The host may have any language prefix (`it.linkedin.com`), the
/// scheme may be missing. A key is its own key.
///
/// ```
/// use pergola_formats::profile_key;
/// assert_eq!(
///     profile_key("http://it.linkedin.com/in/Andr%C3%A9-Pascal/?trk=x").as_deref(),
///     Some("https://www.linkedin.com/in/andré-pascal")
/// );
/// assert_eq!(profile_key("https://www.linkedin.com/company/lumen"), None);
/// ```
#[must_use]
pub fn profile_key(url: &str) -> Option<String> {
    let rest = url.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let (host, path) = rest.split_once('/')?;
    let host = host.to_ascii_lowercase();
    if host != "linkedin.com" && !host.ends_with(".linkedin.com") {
        return None;
    }
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let slug = match (parts.next()?, parts.next()?) {
        (kind, slug) if kind.eq_ignore_ascii_case("in") => slug,
        _ => return None,
    };
    // Twice, since some tools escape what was escaped; a key must be its own key.
    let slug = percent_decoded(&percent_decoded(slug)).trim().to_lowercase();
    let slug = percent_decoded(&slug);
    let sound =
        !slug.is_empty() && slug.len() <= 300 && !slug.contains(['/', '?', '#']) && !slug.contains(char::is_control);
    sound.then(|| format!("https://www.linkedin.com/in/{slug}"))
}

/// Broken escapes stay as they are, as do escapes that are no UTF-8.
fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        match (byte, ahead.next().and_then(hex), ahead.next().and_then(hex)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(high * 16 + low);
                bytes = ahead;
            }
            _ => decoded.push(byte),
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_all() {
        for url in [
            "https://www.linkedin.com/in/ada-ottolune",
            "http://linkedin.com/in/Ada-Ottolune/",
            "www.linkedin.com/in/ada-ottolune?trk=contact-info",
            "https://it.linkedin.com/in/ada%2Dottolune/en",
            "  https://www.linkedin.com//in/ada-ottolune#about",
        ] {
            assert_eq!(profile_key(url).as_deref(), Some("https://www.linkedin.com/in/ada-ottolune"), "{url}");
        }
        assert_eq!(profile_key("https://linkedin.com/in/100%25").as_deref(), Some("https://www.linkedin.com/in/100%"));
        assert_eq!(profile_key("https://linkedin.com/in/a%FF").as_deref(), Some("https://www.linkedin.com/in/a%ff"));
    }

    #[test]
    fn not_a_profile() {
        for url in [
            "",
            "ada",
            "https://www.linkedin.com/in/",
            "https://www.linkedin.com/company/lumen",
            "https://evil-linkedin.com/in/ada",
            "https://linkedin.com.example/in/ada",
            "https://www.linkedin.com/in/a%2Fb",
            "https://www.linkedin.com/in/%0A",
        ] {
            assert_eq!(profile_key(url), None, "{url}");
        }
    }
}
