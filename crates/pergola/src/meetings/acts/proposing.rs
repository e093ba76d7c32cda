//! Proposing a meeting.

use pergola_db::Fault;
use pergola_domain::{
    changes::Change,
    ids::{MeetingId, MemberId},
    meetings::{self, Circumstances, Meeting, Plain, Read, Said, State, Typed},
};

use super::{Done, notify, refused};
use crate::{
    app::{App, By, record},
    http::Failure,
    meetings::store,
    messages, ties,
};

/// What somebody proposes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proposal {
    pub(crate) to: String,
    pub(crate) typed: Typed,
    pub(crate) times: Vec<Read>,
}

/// A member proposes to meet another: somebody he is tied to, or was put in touch with.
pub(crate) async fn propose(app: &App, by: By, proposal: Proposal) -> Done<Meeting> {
    let said = Said::read(&proposal.typed).map_err(refused)?;
    let times = meetings::times(proposal.times, || by.fresh(), by.now).map_err(refused)?;
    let to = proposal.to;
    app.db
        .write(async move |tx| {
            let other = ties::find_visible(tx, by.member, &to).await?.ok_or(Failure::NotFound)?;
            if other.id == by.member {
                return Err(refused(Plain::Oneself));
            }
            ties::one_at_a_time(tx, by.member, other.id).await?;
            if !ties::may_see(tx, by.member, other.id).await? {
                return Err(Failure::NotFound);
            }
            let between = store::list_between(tx, by.member, other.id).await?;
            let circumstances = Circumstances {
                in_touch: messages::acquaintance(tx, by.member, other.id).await?.known(),
                waiting_between: between.iter().any(|(meeting, _)| matches!(meeting.state, State::Open { .. })),
                waiting: store::count_waiting(tx, by.member).await?,
                proposed_today: store::proposed_since(tx, by.member, by.now.plus_days(-1)).await?,
            };
            meetings::propose(&circumstances, by.now).map_err(Failure::Refused)?;
            let meeting = Meeting {
                id: MeetingId(by.fresh()),
                one: by.member,
                other: other.id,
                said: said.clone(),
                times: times.clone(),
                state: State::Open { by: by.member },
                settled: None,
                revision: 0,
                proposed_at: by.now,
                changed_at: by.now,
            };
            store::keep_new(tx, &meeting).await?;
            record(tx, &by, &Change::MeetingProposed { meeting: meeting.id }).await?;
            notify(tx, &by, "meeting_proposed", (other.id, by.member), meeting.id).await?;
            Ok(meeting)
        })
        .await
}

/// Whether the form of a meeting is there for these two.
pub(in crate::meetings) async fn may_propose(app: &App, by: &By, other: MemberId) -> Result<bool, Fault> {
    let member = by.member;
    app.db.read(async move |tx| Ok(messages::acquaintance(tx, member, other).await?.known())).await
}
