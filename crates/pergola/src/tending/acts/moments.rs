//! What happened with somebody, written by hand; what Pergola and imports record comes through `remember`.

use pergola_db::{Fault, Tx};
use pergola_domain::garden::{self, MOMENTS, Refusal, Written};
use pergola_domain::{
    ids::{MemberId, MomentId, PersonId},
    time::Timestamp,
};

use crate::{
    app::{App, By},
    http::Failure,
    tending::{
        Moment, remember,
        store::{self, moments, rows},
    },
};

/// A moment as somebody types it.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewMoment {
    pub(crate) kind: String,
    pub(crate) direction: Option<String>,
    /// None where the date could not be read.
    pub(crate) at: Option<Timestamp>,
    pub(crate) text: String,
}

impl NewMoment {
    fn written(&self, now: Timestamp) -> Result<Written, Failure<Refusal>> {
        garden::written(&self.kind, self.direction.as_deref(), self.at, &self.text, now).map_err(Failure::Refused)
    }
}

/// The owner writes down what happened. The rhythm of the person begins again.
pub(crate) async fn add_moment(app: &App, by: By, person: i64, new: NewMoment) -> Result<Moment, Failure<Refusal>> {
    let written = new.written(by.now)?;
    let id = MomentId(by.fresh());
    app.db
        .write(async move |tx| {
            let tended = rows::find(tx, by.member, person).await?.ok_or(Failure::NotFound)?;
            if moments::has_by_hand(tx, by.member, tended.person, MOMENTS).await? {
                return Err(Failure::Refused(Refusal::TooManyMoments));
            }
            let moment = moment(id, tended.person, &written);
            remember(tx, by.member, &moment).await?;
            Ok(moment)
        })
        .await
}

fn moment(id: MomentId, person: PersonId, written: &Written) -> Moment {
    Moment {
        id,
        person,
        kind: written.kind.name().to_owned(),
        direction: written.direction.name().to_owned(),
        at: written.at,
        text: written.text.clone(),
        source: "hand".to_owned(),
        source_key: String::new(),
    }
}

/// The owner corrects what he wrote. What Pergola or an import recorded stays as it was.
pub(crate) async fn edit_moment(app: &App, by: By, id: MomentId, new: NewMoment) -> Result<Moment, Failure<Refusal>> {
    let written = new.written(by.now)?;
    app.db
        .write(async move |tx| {
            let before = moments::find(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
            if before.source != "hand" {
                return Err(Failure::Refused(Refusal::MomentFixed));
            }
            moments::rewrite(tx, by.member, id, &written).await?;
            store::refresh(tx, by.member, before.person).await?;
            Ok(moment(id, before.person, &written))
        })
        .await
}

/// The owner takes a moment out of his history, whoever recorded it. Gives with whom it was.
pub(crate) async fn remove_moment(app: &App, by: By, id: MomentId) -> Result<PersonId, Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let before = moments::find(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
            moments::remove(tx, by.member, id).await?;
            store::refresh(tx, by.member, before.person).await?;
            Ok(before.person)
        })
        .await
}

/// A page of what happened with somebody, newest first, and how many there are in all.
pub(crate) async fn moments_with(
    tx: &Tx,
    owner: MemberId,
    person: PersonId,
    limit: i64,
    offset: i64,
) -> Result<(Vec<Moment>, i64), Fault> {
    let count = moments::count_with(tx, owner, person).await?;
    Ok((moments::list_with(tx, owner, person, limit, offset).await?, count))
}
