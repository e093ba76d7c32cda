//! The one question after a meeting.

use pergola_domain::{
    ids::{MeetingId, PersonId},
    meetings::{Good, Meeting, Told},
};

use super::{Done, find_in, refused};
use crate::{
    app::{App, By},
    http::Failure,
    meetings::{source_key, store},
    tending,
};

/// What somebody answers, as typed.
#[derive(Clone, Debug, Default)]
pub(in crate::meetings) struct Answer {
    pub(in crate::meetings) good: String,
    pub(in crate::meetings) next: String,
    pub(in crate::meetings) words: String,
}

/// How it was, for the teller alone: it goes into his own story with the other, and the other hears nothing of it. What
/// did not take place is no moment.
pub(in crate::meetings) async fn tell(app: &App, by: By, id: MeetingId, answer: Answer) -> Done<(Meeting, Told)> {
    app.db
        .write(async move |tx| {
            let (meeting, _) = find_in(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
            let before = store::find_telling(tx, by.member, id).await?.is_some();
            let told = Told::read(&meeting, before, &answer.good, &answer.next, &answer.words).map_err(refused)?;
            if !store::keep_telling(tx, by.member, id, &told, by.now).await? {
                return Err(Failure::Stale);
            }
            let (person, key) = (PersonId::Member(meeting.with(by.member)), source_key(id));
            if told.good == Good::Missed {
                tending::forget(tx, by.member, person, &key).await?;
            } else if !told.words.is_empty() {
                let text = [meeting.said.place.as_str(), told.words.as_str()];
                let text: Vec<&str> = text.into_iter().filter(|part| !part.is_empty()).collect();
                tending::reword(tx, by.member, &key, &text.join(". ")).await?;
            }
            Ok((meeting, told))
        })
        .await
}
