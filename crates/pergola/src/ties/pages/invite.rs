//! Asking somebody: how you met, a few words, and what it costs, said before it is sent.

use askama::Template;
use axum::extract::Path;
use pergola_domain::ties::TOKEN_DAYS;

use super::{MetForm, Node, input, kinds, wrong};
use crate::{
    http::{Failure, Form, Frame, Here, Page, Place, see},
    ties::{
        Asking,
        acts::asking::{self, Prospect},
        store,
    },
};

#[derive(Template)]
#[template(path = "ties/pages/invite.html")]
struct InvitePage {
    frame: Frame,
    to: Node,
    form: MetForm,
    kinds: Vec<(&'static str, String, bool)>,
    costs_token: bool,
    tokens_left: i64,
    token_days: i64,
    /// It cannot be sent at all now.
    closed: Option<String>,
    wrong: Option<(&'static str, String)>,
}

pub(in crate::ties) async fn form(here: Here, Path(handle): Path<String>) -> Page {
    let prospect = asking::prospect(&here.app, here.by(), &handle).await?;
    let closed = prospect.refusal.map(|refusal| wrong(&here, &refusal).1);
    draw(&here, &prospect, MetForm::default(), closed, None)
}

fn draw(
    here: &Here,
    prospect: &Prospect,
    form: MetForm,
    closed: Option<String>,
    wrong: Option<(&'static str, String)>,
) -> Page {
    // Whom it is about is no input of this form, and its months share one.
    let wrong = wrong.map(|(field, sentence)| (input(field), sentence));
    let frame = here.frame("ask-title", Place::People);
    let refused = wrong.is_some();
    let page = InvitePage {
        kinds: kinds(&frame.t, &form.kind),
        frame: match &wrong {
            Some((input, sentence)) => frame.with_error_at(input, sentence),
            None => frame,
        },
        to: Node::of(&prospect.to),
        form,
        costs_token: prospect.costs_token,
        tokens_left: prospect.tokens_left,
        token_days: TOKEN_DAYS,
        closed,
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::ties) async fn send(here: Here, Path(handle): Path<String>, Form(form): Form<MetForm>) -> Page {
    let asked = Asking { to: handle.clone(), met: form.typed(), message: form.message.clone() };
    match asking::invite(&here.app, here.by(), asked).await {
        Ok(invitation) => {
            let held =
                here.app.db.read(async move |tx| store::invitations::words_held(tx, invitation.id).await).await?;
            Ok(see(&format!("/@{handle}"), Some(if held { "asked-held" } else { "asked" })))
        }
        Err(Failure::Refused(refusal)) => {
            let prospect = asking::prospect(&here.app, here.by(), &handle).await?;
            draw(&here, &prospect, form, None, Some(wrong(&here, &refusal)))
        }
        Err(other) => Err(other.into()),
    }
}
