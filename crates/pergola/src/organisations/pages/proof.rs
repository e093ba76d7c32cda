//! Proving that an organisation's name is ours to use: what to put where, and looking for it.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    ids::{OrganisationId, ProofId},
    organisations::{PROOF_DAYS, Refusal, Way, dns_line},
};
use serde::Deserialize;

use super::{Empty, Head, id, wrong};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    organisations::{
        acts,
        proving::{self, Wish, token},
        store,
    },
};

#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::organisations) struct ProofForm {
    #[serde(default)]
    domain: String,
    #[serde(default)]
    way: String,
    #[serde(default)]
    address: String,
}

#[derive(Template)]
#[template(path = "organisations/pages/proofs.html")]
struct ProofsPage {
    frame: Frame,
    head: Head,
    form: ProofForm,
    ways: Vec<(&'static str, String, bool)>,
    begun: Vec<Begun>,
    wrong: Option<(&'static str, String)>,
}

/// A proof that waits to be found.
struct Begun {
    way: &'static str,
    domain: String,
    /// Where the line belongs, and the line.
    place: String,
    line: String,
    find: String,
    until: String,
}

async fn draw(
    here: &Here,
    organisation: OrganisationId,
    form: ProofForm,
    wrong: Option<(&'static str, String)>,
) -> Page {
    let by = here.by();
    let known = acts::one(&here.app, organisation).await?;
    let member = by.member;
    let proofs = here.app.db.read(async move |tx| store::list_proofs(tx, organisation, member).await).await?;
    let t = here.speech();
    let open = proofs.iter().filter(|proof| by.now < proof.begun_at.plus_days(PROOF_DAYS));
    let begun = open.map(|proof| {
        let token = token(&here.app, proof.id);
        let (place, line) = match proof.way {
            Way::Dns => (format!("_pergola.{}", proof.domain), dns_line(&token)),
            Way::File => (format!("https://{}/.well-known/pergola.txt", proof.domain), token),
            Way::Letter => (String::new(), String::new()),
        };
        Begun {
            way: proof.way.name(),
            domain: proof.domain.clone(),
            place,
            line,
            find: format!("/organisations/{organisation}/proofs/{}/finding", proof.id),
            until: t.day(proof.begun_at.plus_days(PROOF_DAYS), by.now),
        }
    });
    let way = |way: Way| {
        let chosen = way.name() == form.way || form.way.is_empty() && way == Way::Dns;
        (way.name(), t.s(&["organisation-way-", way.name()].concat()).to_owned(), chosen)
    };
    let frame = here.frame("organisation-prove", Place::Jobs);
    let refused = wrong.is_some();
    let page = ProofsPage {
        head: Head::of(&t, &known),
        ways: Way::ALL.map(way).to_vec(),
        begun: begun.collect(),
        form,
        wrong,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::organisations) async fn proofs(here: Here, Path(id_text): Path<String>) -> Page {
    draw(&here, id(&id_text)?, ProofForm::default(), None).await
}

pub(in crate::organisations) async fn begin_proof(
    here: Here,
    Path(id_text): Path<String>,
    Form(form): Form<ProofForm>,
) -> Page {
    let organisation = id(&id_text)?;
    let wish = Wish { domain: form.domain.clone(), way: form.way.clone(), address: form.address.clone() };
    match proving::begin(&here.app, here.by(), organisation, &wish).await {
        Ok(_) => Ok(see(&format!("/organisations/{organisation}/proofs"), Some("proof-begun"))),
        Err(Failed::Refused(refused)) => {
            let field = match refused.field.as_deref() {
                Some("address") => "address",
                Some("way") => "way",
                _ => "domain",
            };
            let sentence = here.speech().refusal(&refused.code, &refused.numbers);
            draw(&here, organisation, form, Some((field, sentence))).await
        }
        Err(other) => Err(other),
    }
}

fn proof_id(text: &str) -> Result<ProofId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

pub(in crate::organisations) async fn find_proof(
    here: Here,
    Path((id_text, proof)): Path<(String, String)>,
    Form(_form): Form<Empty>,
) -> Page {
    let organisation = id(&id_text)?;
    match proving::find(&here.app, here.by(), proof_id(&proof)?).await {
        Ok(()) => Ok(see(&format!("/organisations/{organisation}"), Some("proof-found"))),
        Err(Failure::Refused(refusal)) => {
            let wrong = (if refusal == Refusal::ProofNotFound { "begun" } else { "domain" }, wrong(&here, &refusal).1);
            draw(&here, organisation, ProofForm::default(), Some(wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "organisations/pages/letter.html")]
struct LetterPage {
    frame: Frame,
    name: String,
    domain: String,
    action: String,
}

/// Opening a letter's link proves nothing yet: programs that look through mail open every link.
pub(in crate::organisations) async fn letter(here: Here, Path((proof, key)): Path<(String, String)>) -> Page {
    let found = proving::letter(&here.app, &here.by(), proof_id(&proof)?, &key).await?;
    let known = acts::one(&here.app, found.organisation).await?;
    let page = LetterPage {
        frame: here.frame("organisation-prove", Place::Jobs),
        name: known.name,
        domain: found.domain,
        action: format!("/proofs/{}/{key}", found.id),
    };
    here.draw(&page)
}

pub(in crate::organisations) async fn open_letter(
    here: Here,
    Path((proof, key)): Path<(String, String)>,
    Form(_form): Form<Empty>,
) -> Page {
    let organisation = proving::open_letter(&here.app, here.by(), proof_id(&proof)?, &key).await?;
    Ok(see(&format!("/organisations/{organisation}"), Some("proof-found")))
}
