//! The same for machines: a calendar file, `schema.org/Event`, and a feed (RFC 4287) of what is for whoever comes by.

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use pergola_formats::calendar;
use serde_json::json;

use super::find;
use crate::{
    events::acts::{self, Seen},
    http::{Here, Page},
    words::{escape, rfc3339},
};

/// Entries of the feed.
const ENTRIES: usize = 50;

fn typed(kind: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

pub(in crate::events) async fn calendar(here: Here, Path(id): Path<String>) -> Page {
    let seen = find(&here, &id).await?;
    let text = calendar::calendar("", None, &[acts::entry(&here.app, &seen.event)]);
    let mut answer = typed("text/calendar; charset=utf-8", text);
    let name = format!("attachment; filename=\"pergola-{}.ics\"", seen.event.id);
    if let Ok(name) = HeaderValue::try_from(name) {
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(answer)
}

/// `schema.org/Event` as JSON-LD. How many places are left is nobody's to read; whether there are any is not said either.
pub(in crate::events) async fn data(here: Here, Path(id): Path<String>) -> Page {
    let seen = find(&here, &id).await?;
    let said = &seen.event.said;
    let url = format!("{}/events/{}", here.app.config.address, seen.event.id);
    let place = json!({ "@type": "Place", "name": said.place, "address": said.place });
    // The link itself comes with the place: what is for whoever comes by leads to the page.
    let room = json!({ "@type": "VirtualLocation", "url": url });
    let (location, mode) = match (said.place.is_empty(), !seen.has_link) {
        (false, true) => (place, "OfflineEventAttendanceMode"),
        (true, _) => (room, "OnlineEventAttendanceMode"),
        (false, false) => (json!([place, room]), "MixedEventAttendanceMode"),
    };
    let status = if seen.event.cancelled { "EventCancelled" } else { "EventScheduled" };
    let organizer = match acts::holder(&here.app, &here.by(), seen.event.held_for).await? {
        Some(holder) => json!({ "@type": "Organization", "name": holder.name }),
        None => json!({ "@type": "Person", "name": seen.host.name }),
    };
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": said.title,
        "startDate": rfc3339(said.starts_at),
        "endDate": rfc3339(said.ends_at),
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": format!("https://schema.org/{mode}"),
        "location": location,
        "organizer": organizer,
    });
    let told = [
        ("description", Some(json!(said.text)).filter(|_| !said.text.is_empty())),
        ("maximumAttendeeCapacity", said.capacity.map(|capacity| json!(capacity))),
    ];
    for (name, value) in told {
        if let (Some(fields), Some(value)) = (data.as_object_mut(), value) {
            fields.insert(name.to_owned(), value);
        }
    }
    Ok(typed("application/ld+json; charset=utf-8", data.to_string()))
}

/// What is for whoever comes by, the next first.
pub(in crate::events) async fn feed(here: Here) -> Page {
    let found = acts::upcoming_for_anyone(&here.app, &here.by()).await?;
    let t = here.speech();
    let address = &here.app.config.address;
    let changed = found.iter().map(|seen| seen.event.changed_at).max();
    let title = t.say("events-feed-title").arg("server", &here.app.config.name).text();
    let entries: String = found.iter().take(ENTRIES).map(|seen| entry(&here, seen)).collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{address}/events/feed</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <link rel=\"self\" href=\"{address}/events/feed\"/>\n<link href=\"{address}/\"/>\n\
         <author><name>{}</name></author>\n{entries}</feed>\n",
        t.tag(),
        escape(&title),
        rfc3339(changed.unwrap_or_default()),
        escape(&here.app.config.name),
    );
    Ok(typed("application/atom+xml; charset=utf-8", text))
}

fn entry(here: &Here, seen: &Seen) -> String {
    let (said, t) = (&seen.event.said, here.speech());
    let url = format!("{}/events/{}", here.app.config.address, seen.event.id);
    let when = t.hour_there(said.starts_at, &said.zone);
    let parts = [when.as_str(), said.place.as_str(), said.text.as_str()];
    let summary: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!(
        "<entry>\n<id>{url}</id>\n<title>{}</title>\n<updated>{}</updated>\n<published>{}</published>\n\
         <link href=\"{url}\"/>\n<author><name>{}</name></author>\n<summary>{}</summary>\n</entry>\n",
        escape(&said.title),
        rfc3339(seen.event.changed_at),
        rfc3339(seen.event.made_at),
        escape(&seen.host.name),
        escape(&summary.join("\n")),
    )
}
