//! `/invitations`: who waits for your answer, and for whose you wait.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    ids::{InvitationId, MemberId},
    ties::Invitation,
};

use super::{Empty, MetForm, Node, input, kinds, told, wrong};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    members::{self, Account},
    ties::{
        acts::{asking, forming},
        store,
    },
    words::Speech,
};

/// On one page, in each direction; the rest comes when these are answered.
const SHOWN: i64 = 50;

#[derive(Template)]
#[template(path = "ties/pages/waiting.html")]
struct WaitingPage {
    frame: Frame,
    incoming: Vec<Row>,
    outgoing: Vec<Row>,
    wrong: Option<(String, String)>,
}

struct Row {
    id: InvitationId,
    node: Node,
    met: String,
    form: MetForm,
    kinds: Vec<(&'static str, String, bool)>,
    message: String,
    ago: String,
    /// What the reader wrote waits for a moderator, or was taken away.
    held: bool,
    /// What was written to him may be reported: there is something.
    words: bool,
    /// The form with the own telling lies open.
    open: bool,
}

impl Row {
    /// The id of one of its inputs.
    fn input(&self, name: &str) -> String {
        format!("{name}-{}", self.id)
    }
}

pub(in crate::ties) async fn waiting(here: Here) -> Page {
    draw(&here, None).await
}

/// An answer that was refused: to which invitation, as it was typed, and why.
struct Refused {
    id: InvitationId,
    form: MetForm,
    wrong: (&'static str, String),
}

async fn draw(here: &Here, refused: Option<Refused>) -> Page {
    let by = here.by();
    let member = by.member;
    let (incoming, outgoing, held, people) = here
        .app
        .db
        .read(async move |tx| {
            let incoming = store::invitations::list_in(tx, member, None, SHOWN).await?;
            let outgoing = store::invitations::list_out(tx, member, None, SHOWN).await?;
            let ids: Vec<MemberId> =
                incoming.iter().map(|one| one.from).chain(outgoing.iter().map(|one| one.to)).collect();
            let held = store::invitations::list_held(tx, member).await?;
            Ok::<_, pergola_db::Fault>((incoming, outgoing, held, members::find_many(tx, &ids).await?))
        })
        .await?;
    let frame = here.frame("waiting-title", Place::People);
    let row = |other: fn(&Invitation) -> MemberId| {
        let (t, people) = (&frame.t, &people);
        move |invitation: &Invitation| row(t, people, invitation, other(invitation), by.now)
    };
    let mut rows: Vec<Row> = incoming.iter().filter_map(row(|invitation| invitation.from)).collect();
    let mut outgoing: Vec<Row> = outgoing.iter().filter_map(row(|invitation| invitation.to)).collect();
    for row in &mut outgoing {
        row.held = held.contains(&row.id);
    }
    let Some(Refused { id, form, wrong: (field, sentence) }) = refused else {
        return here.draw(&WaitingPage { incoming: rows, outgoing, frame, wrong: None });
    };
    // Where it does not wait any more there is no form to lead to.
    let mut at = "main".to_owned();
    if let Some(row) = rows.iter_mut().find(|row| row.id == id) {
        if input(field) != "main" {
            at = format!("{}-{id}", input(field));
        }
        row.kinds = kinds(&frame.t, &form.kind);
        row.open = !form.kind.is_empty();
        row.form = form;
    }
    let frame = frame.with_error_at(&at, &sentence);
    here.draw_refused(&WaitingPage { incoming: rows, outgoing, frame, wrong: Some((at, sentence)) })
}

fn row(
    t: &Speech,
    people: &[Account],
    invitation: &Invitation,
    other: MemberId,
    now: pergola_domain::time::Timestamp,
) -> Option<Row> {
    let met = &invitation.met;
    let month = |month: Option<pergola_domain::time::YearMonth>| month.map(|m| m.to_string()).unwrap_or_default();
    Some(Row {
        id: invitation.id,
        node: Node::of(people.iter().find(|account| account.id == other)?),
        met: told(t, met),
        kinds: kinds(t, met.kind.word()),
        form: MetForm {
            kind: met.kind.word().to_owned(),
            text: met.text.clone(),
            organisation: met.organisation.clone(),
            from: month(met.from),
            to_month: month(met.to),
            message: String::new(),
        },
        message: invitation.message.clone(),
        ago: t.ago(invitation.sent_at, now),
        held: false,
        words: [&invitation.message, &met.text, &met.organisation].iter().any(|words| !words.is_empty()),
        open: false,
    })
}

fn id(text: &str) -> Result<InvitationId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// Yes: as it was told, or with the corrections of the form.
pub(in crate::ties) async fn accept(here: Here, Path(invitation): Path<String>, Form(form): Form<MetForm>) -> Page {
    let (id, own) = (id(&invitation)?, (!form.kind.is_empty()).then(|| form.typed()));
    match asking::accept(&here.app, here.by(), id, own).await {
        Ok(other) => {
            let found = here.app.db.read(async move |tx| members::find(tx, other).await).await?;
            Ok(see(&found.ok_or(Failed::NotFound)?.path(), Some("tied")))
        }
        Err(Failure::Refused(refusal)) => {
            let wrong = wrong(&here, &refusal);
            draw(&here, Some(Refused { id, form, wrong })).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(in crate::ties) async fn refuse(here: Here, Path(invitation): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    asking::refuse(&here.app, here.by(), id(&invitation)?).await?;
    Ok(see("/invitations", Some("refused")))
}

pub(in crate::ties) async fn withdraw(here: Here, Path(invitation): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    asking::withdraw(&here.app, here.by(), id(&invitation)?).await?;
    Ok(see("/invitations", Some("withdrawn")))
}

/// The other's telling of how you met is right.
pub(in crate::ties) async fn confirm(here: Here, Path(handle): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    forming::confirm_met(&here.app, here.by(), &handle).await?;
    Ok(see(&format!("/@{handle}"), Some("met-confirmed")))
}
