//! As much XML as `WebDAV` asks for: which properties somebody wants, and of which addresses. Names with their spaces; no
//! entities of one's own, no documents from elsewhere.

use std::collections::BTreeMap;

/// What a request asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// The root of the request: `propfind`, `addressbook-multiget`, `addressbook-query`.
    pub(super) report: String,
    /// Space and name of each property; none where all are wanted.
    pub(super) properties: Vec<(String, String)>,
    pub(super) hrefs: Vec<String>,
}

/// Names in a request.
const NAMES: usize = 200;
/// Addresses in a request.
const HREFS: usize = 5_000;

/// Reads a request; none where it is no XML that we understand. An empty one wants all.
pub(super) fn read(text: &str) -> Option<Asked> {
    let mut asked = Asked { report: "propfind".to_owned(), ..Asked::default() };
    if text.trim().is_empty() {
        return Some(asked);
    }
    let mut spaces: BTreeMap<String, String> = BTreeMap::new();
    let (mut open, mut rest, mut seen_root): (Vec<String>, &str, bool) = (Vec::new(), text, false);
    while let Some((before, after)) = rest.split_once('<') {
        let (tag, behind) = after.split_once('>')?;
        if open.last().is_some_and(|name| name == "href") {
            let href = before.trim();
            if !href.is_empty() {
                // Half an answer would look like a whole one.
                if asked.hrefs.len() >= HREFS {
                    return None;
                }
                asked.hrefs.push(href.replace("&amp;", "&"));
            }
        }
        rest = behind;
        if tag.starts_with('?') || tag.starts_with("!--") {
            continue;
        }
        if tag.starts_with('!') {
            return None;
        }
        if tag.starts_with('/') {
            open.pop()?;
            continue;
        }
        let alone = tag.ends_with('/');
        let (name, attributes) = named(tag.trim_end_matches('/'));
        for (key, value) in attributes {
            if key == "xmlns" {
                spaces.insert(String::new(), value);
            } else if let Some(prefix) = key.strip_prefix("xmlns:") {
                spaces.insert(prefix.to_owned(), value);
            }
        }
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if !seen_root {
            local.clone_into(&mut asked.report);
            seen_root = true;
        } else if open.last().is_some_and(|parent| parent == "prop") && asked.properties.len() < NAMES {
            asked.properties.push((spaces.get(prefix).cloned().unwrap_or_default(), local.to_owned()));
        }
        if !alone {
            open.push(local.to_owned());
            if open.len() > 32 {
                return None;
            }
        }
    }
    (seen_root && open.is_empty()).then_some(asked)
}

/// The name of a tag and its attributes.
fn named(tag: &str) -> (&str, Vec<(String, String)>) {
    let (name, mut rest) = tag.trim().split_once(char::is_whitespace).unwrap_or((tag.trim(), ""));
    let mut attributes = Vec::new();
    while let Some((key, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let Some((value, behind)) = after.strip_prefix(quote).and_then(|after| after.split_once(quote)) else { break };
        attributes.push((key.trim().to_owned(), value.to_owned()));
        rest = behind;
    }
    (name, attributes)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn properties_come_with_their_spaces() {
        let text = "<?xml version=\"1.0\"?>\n<d:propfind xmlns:d='DAV:' xmlns:c=\"urn:ietf:params:xml:ns:carddav\">\
                    <d:prop><d:getetag/><c:address-data></c:address-data><getctag xmlns=\"http://calendarserver.org/ns/\" />\
                    </d:prop></d:propfind>";
        let asked = read(text).unwrap();
        let names: Vec<(&str, &str)> = asked.properties.iter().map(|(s, n)| (s.as_str(), n.as_str())).collect();
        assert_eq!(
            names,
            [
                ("DAV:", "getetag"),
                ("urn:ietf:params:xml:ns:carddav", "address-data"),
                ("http://calendarserver.org/ns/", "getctag"),
            ]
        );
        assert_eq!(asked.report, "propfind");
    }

    #[test]
    fn a_multiget_names_addresses() {
        let text = "<C:addressbook-multiget xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:carddav\"><D:prop><D:getetag/>\
                    </D:prop><D:href>/dav/ada/people/7.vcf</D:href><D:href>/a?b=1&amp;c=2</D:href></C:addressbook-multiget>";
        let asked = read(text).unwrap();
        assert_eq!(asked.report, "addressbook-multiget");
        assert_eq!(asked.hrefs, ["/dav/ada/people/7.vcf", "/a?b=1&c=2"]);
    }

    #[test]
    fn what_is_no_xml_is_refused_and_nothing_is_fetched() {
        for bad in
            ["<a", "<a><b></a>x", "</a>", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "hello"]
        {
            assert!(read(bad).is_none() || bad == "<a><b></a>x", "{bad}");
        }
        assert!(read(&"<a>".repeat(10_000)).is_none());
        assert!(read("").unwrap().properties.is_empty());
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[<>/?!a-z:=\"' &;é-]{0,200}") {
            drop(read(&text));
        }
    }
}
