//! Who looks after a group takes out of it what somebody wrote there. It is a decision as any other: its author is told
//! why, and appeals to the moderators of the network, who see it in their log.

use pergola_db::Tx;
use pergola_domain::{
    ids::{GroupId, MemberId},
    moderation::{Measure, Refusal, Subject, take_out as may_take_out},
};

use super::{deciding::no, tell};
use crate::{
    app::By,
    http::Failure,
    moderation::store::{
        cases,
        decisions::{self, Decision},
        log,
    },
};

/// What is taken out, of which group, and why, as typed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Out<'a> {
    pub(crate) subject: Subject,
    pub(crate) author: MemberId,
    pub(crate) group: GroupId,
    pub(crate) reason: &'a str,
}

/// The room that has it asked whether he may, and keeps it from all but its author in the same transaction.
pub(crate) async fn take_out(tx: &Tx, by: &By, out: Out<'_>) -> Result<(), Failure<Refusal>> {
    let Out { subject, author, group, .. } = out;
    let already = decisions::taken_out(tx, subject.about, &[subject.id]).await?.contains_key(&subject.id);
    let reason = may_take_out(author == by.member, already, out.reason).map_err(no)?;
    let case = by.fresh();
    let new = cases::New {
        id: case,
        subject,
        author: Some(author),
        // What is written in a group is for its people.
        is_private: true,
        is_held: false,
        why: "other",
        signs: "",
        sent_from: "",
        ask_at: None,
        at: by.now,
    };
    cases::keep_decided(tx, &new).await?;
    let new = Decision::new(by, (case, subject, Some(author)), Measure::Hide, reason);
    let decision = Decision { group: Some(group), ..new };
    decisions::keep_new(tx, &decision).await?;
    log::add(tx, (by.member, by.now), "took_out_of_group", Some(subject), case).await?;
    tell(tx, by, author, "taken_out_of_group", decision.id.0).await?;
    Ok(())
}
