//! `Profile.csv`: one row about the owner. Birth date, address and postal code stay unread.

use crate::{
    csvfile::{Row, Rows},
    pieces::{Link, OwnPiece, Profile, Reason},
    sink::{Sink, Told},
};

pub(super) fn read(rows: &mut Rows<'_>, sink: &mut Sink<'_>) -> Told {
    while let Some(row) = rows.next()? {
        if row.is_empty() {
            sink.skip(row.line, Reason::EmptyRow)?;
            continue;
        }
        sink.own(row.line, OwnPiece::Profile(profile(row)))?;
        for link in links(row) {
            sink.also(OwnPiece::Link(link))?;
        }
    }
    Ok(())
}

fn profile(row: Row<'_>) -> Profile {
    let place = row.first(&["geo location", "country"]).into_owned();
    Profile {
        given: row.get("first name").into_owned(),
        family: row.get("last name").into_owned(),
        headline: row.some("headline"),
        summary: row.some("summary"),
        place: Some(place).filter(|place| !place.is_empty()),
        industry: row.some("industry"),
    }
}

/// `[PORTFOLIO:https://…,OTHER:…]` and `[handle,handle]`.
fn links(row: Row<'_>) -> Vec<Link> {
    let listed = |column: &str| -> Vec<String> {
        let cell = row.get(column);
        let inner = cell.trim_start_matches('[').trim_end_matches(']');
        // A comma inside an address does not begin a new one: only what has a label or a scheme does.
        inner.split(',').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    };
    let mut links: Vec<Link> = Vec::new();
    for part in listed("websites") {
        match part.split_once(':') {
            Some((label, url)) if !url.starts_with("//") && is_label(label) => {
                links.push(Link { url: url.trim().to_owned(), label: Some(label.to_lowercase()) });
            }
            Some(_) => links.push(Link { url: part, label: None }),
            None => match links.last_mut() {
                Some(before) => before.url = format!("{},{part}", before.url),
                None => links.push(Link { url: part, label: None }),
            },
        }
    }
    links.extend(listed("twitter handles").into_iter().map(|handle| Link {
        url: format!("https://twitter.com/{}", handle.trim_start_matches('@')),
        label: Some("twitter".to_owned()),
    }));
    links.retain(|link| !link.url.is_empty());
    links
}

fn is_label(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}
