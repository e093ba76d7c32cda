//! Proofs: begun, looked for, looked for again. Outside is only asked between transactions, never inside one.

use pergola_db::Fault;
use pergola_domain::{
    changes::Change,
    ids::{OrganisationId, ProofId},
    members::Language,
    organisations::{PROOF_LOST_DAYS, Refusal, Role, Way, domain, in_time, mailbox_of, proves},
};

use super::{
    acts::Done,
    store::{self, Proof},
};
use crate::{
    app::{App, By, record, sign},
    http::{Failed, Failure, limits::Pace},
    outside::{
        dns,
        fetch::{FetchLimits, Fetcher},
        mail::{Letter, queue_letter},
    },
    words::Speech,
};

/// Looked for again in one go.
const AT_ONCE: i64 = 20;

/// What must be found: 32 letters and digits, made of the proof's id and the server's key.
pub(super) fn token(app: &App, proof: ProofId) -> String {
    key(app, "proof of an organisation", proof)
}

/// What opens a letter's link: not the token, which others may read.
fn letter_key(app: &App, proof: ProofId) -> String {
    key(app, "letter of a proof", proof)
}

fn key(app: &App, purpose: &str, proof: ProofId) -> String {
    sign(&app.secret, purpose, &proof.to_string()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// How somebody wants to prove.
#[derive(Clone, Debug, Default)]
pub(super) struct Wish {
    pub(super) domain: String,
    pub(super) way: String,
    /// Of the letter.
    pub(super) address: String,
}

/// Begins a proof. For a proven organisation only its owners; for another, anybody who holds its name.
pub(super) async fn begin(app: &App, by: By, id: OrganisationId, wish: &Wish) -> Result<ProofId, Failed> {
    let refused = |refusal: Refusal| Failed::from(Failure::Refused(refusal));
    let way = Way::of_name(&wish.way).ok_or_else(|| refused(Refusal::WayUnknown))?;
    let domain = domain(&wish.domain).map_err(refused)?;
    let address = wish.address.trim().to_owned();
    if way == Way::Letter {
        mailbox_of(&address, &domain).map_err(refused)?;
        app.limits.take(Pace::Letter, &address.to_lowercase())?;
        // Whoever asks, to whichever mailboxes.
        app.limits.take(Pace::Letter, &format!("proofs of {}", by.member))?;
    }
    let app_inside = app.clone();
    let done: Done<ProofId> = app
        .db
        .write(async move |tx| {
            let known = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
            let role = store::role(tx, id, by.member).await?;
            if known.is_proven() && role != Some(Role::Owner) {
                return Err(Failure::Refused(Refusal::NotSpeaking));
            }
            if store::of_domain(tx, &domain).await?.is_some_and(|other| other != id) {
                return Err(Failure::Refused(Refusal::DomainTaken));
            }
            let domain = domain.clone();
            let proof =
                Proof { id: ProofId(by.fresh()), organisation: id, member: by.member, domain, way, begun_at: by.now };
            store::keep_proof(tx, &proof).await?;
            if way == Way::Letter {
                let t = Speech::new(&app_inside, by.language);
                let link =
                    format!("{}/proofs/{}/{}", app_inside.config.address, proof.id, letter_key(&app_inside, proof.id));
                let letter = Letter {
                    to: address.clone(),
                    subject: t.say("mail-proof-subject").arg("name", &known.name).text(),
                    text: t.say("mail-proof").arg("name", &known.name).arg("link", link).text(),
                    language: by.language.tag().to_owned(),
                    unsubscribe: None,
                };
                queue_letter(tx, &app_inside, &by, &letter).await?;
            }
            Ok(proof.id)
        })
        .await;
    Ok(done?)
}

/// A proof of this member's.
pub(super) async fn own(app: &App, by: &By, id: ProofId) -> Done<Proof> {
    let found = app.db.read(async move |tx| store::find_proof(tx, id).await).await?;
    found.filter(|proof| proof.member == by.member).ok_or(Failure::NotFound)
}

/// Looks for a proof now.
pub(super) async fn find(app: &App, by: By, id: ProofId) -> Done<()> {
    let proof = own(app, &by, id).await?;
    in_time(proof.begun_at, by.now).map_err(Failure::Refused)?;
    let found = look(app, &proof).await;
    judge(app, by, proof, &found).await
}

/// Settles it where what was found there proves it.
pub(super) async fn judge(app: &App, by: By, proof: Proof, found: &[String]) -> Done<()> {
    if !proves(proof.way, found, &token(app, proof.id)) {
        return Err(Failure::Refused(Refusal::ProofNotFound));
    }
    settle(app, by, proof).await
}

/// The link of a letter was opened, by the one who asked for it.
pub(super) async fn open_letter(app: &App, by: By, id: ProofId, key: &str) -> Done<OrganisationId> {
    let proof = letter(app, &by, id, key).await?;
    let organisation = proof.organisation;
    in_time(proof.begun_at, by.now).map_err(Failure::Refused)?;
    settle(app, by, proof).await?;
    Ok(organisation)
}

/// The proof of a letter's link; not there for anybody else, or with another key.
pub(super) async fn letter(app: &App, by: &By, id: ProofId, key: &str) -> Done<Proof> {
    let proof = own(app, by, id).await?;
    let opens = proof.way == Way::Letter && crate::http::csrf::same(key, &letter_key(app, id));
    if opens { Ok(proof) } else { Err(Failure::NotFound) }
}

/// What stands where the proof must be. Nothing where nobody answers: it is looked for again.
async fn look(app: &App, proof: &Proof) -> Vec<String> {
    match proof.way {
        Way::Dns => dns::texts(app.config.dns, &format!("_pergola.{}", proof.domain)).await.unwrap_or_default(),
        Way::File => file(&app.fetcher, &proof.domain).await,
        Way::Letter => Vec::new(),
    }
}

/// The well-known file of a domain, on that domain: sent elsewhere it proves nothing.
async fn file(fetcher: &Fetcher, domain: &str) -> Vec<String> {
    file_at(fetcher, &format!("https://{domain}/.well-known/pergola.txt")).await
}

pub(super) async fn file_at(fetcher: &Fetcher, url: &str) -> Vec<String> {
    let limits = FetchLimits { bytes: 1_024, redirects: 0, ..FetchLimits::WHOLE };
    match fetcher.get(url, &limits).await {
        Ok(fetched) if fetched.status == 200 => vec![String::from_utf8_lossy(&fetched.bytes).into_owned()],
        _ => Vec::new(),
    }
}

/// The proof was found: who gave it is owner. Where nothing was proven before, those who only claimed it speak no more, and
/// what was sent to them is not his: it begins anew.
async fn settle(app: &App, by: By, proof: Proof) -> Done<()> {
    app.db
        .write(async move |tx| {
            let id = proof.organisation;
            let known = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
            if store::of_domain(tx, &proof.domain).await?.is_some_and(|other| other != id) {
                return Err(Failure::Refused(Refusal::DomainTaken));
            }
            if known.is_proven() && store::role(tx, id, proof.member).await? != Some(Role::Owner) {
                return Err(Failure::Refused(Refusal::NotSpeaking));
            }
            if known.version == 0 {
                let told = super::NewOrganisation {
                    name: known.name.clone(),
                    kind: known.kind.name().to_owned(),
                    ..super::NewOrganisation::default()
                };
                store::keep(tx, id, &told.read().map_err(Failure::Refused)?, 0).await?;
            }
            let claimed = store::role(tx, id, proof.member).await?.is_some();
            store::keep_speaker(tx, id, proof.member, Role::Owner, by.now).await?;
            if !known.is_proven() && !claimed {
                store::keep_only(tx, id, proof.member).await?;
                store::keep_anew(tx, id, by.now).await?;
            }
            store::keep_proven(tx, &proof, by.now).await?;
            record(tx, &by, &Change::OrganisationChanged { organisation: id }).await?;
            Ok(())
        })
        .await
}

/// The town of a demo has no name servers: what it says is proven, is.
pub(crate) async fn settle_for_demo(app: &App, by: By, id: OrganisationId, domain: &str) -> Result<(), Failed> {
    let proof = Proof {
        id: ProofId(by.fresh()),
        organisation: id,
        member: by.member,
        domain: domain.to_owned(),
        way: Way::Letter,
        begun_at: by.now,
    };
    let kept = proof.clone();
    app.db.write::<(), Fault, _>(async move |tx| store::keep_proof(tx, &kept).await).await?;
    Ok(settle(app, by, proof).await?)
}

/// Looks again for proofs that were not looked for since yesterday. One that is gone for a week proves nothing more.
pub(crate) async fn look_again(app: &App) -> Result<(), Fault> {
    let by = app.by_itself(Language::default());
    let since = by.now.plus_days(-1);
    let due = app.db.read(async move |tx| store::list_unlooked(tx, since, AT_ONCE).await).await?;
    for (proof, found_at) in due {
        let found = proves(proof.way, &look(app, &proof).await, &token(app, proof.id));
        let (by, id) = (by.clone(), proof.organisation);
        let lost = !found && by.now.days_since(found_at) >= PROOF_LOST_DAYS;
        let kept: Result<(), Fault> = app
            .db
            .write(async move |tx| {
                if !lost {
                    return store::keep_looked(tx, id, found, by.now).await;
                }
                store::remove_proven(tx, id).await?;
                record(tx, &by, &Change::OrganisationChanged { organisation: id }).await.map(drop)
            })
            .await;
        kept?;
    }
    Ok(())
}
