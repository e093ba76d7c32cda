//! A member reports something that he can see.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::ReportId,
    moderation::{self, Plain, REPORTS_A_DAY, Refusal, Subject, Why},
};

use crate::{
    app::{App, By},
    http::Failure,
    moderation::{
        Exhibit,
        store::{cases, reports},
    },
    rooms,
};

type Done<T> = Result<T, Failure<Refusal>>;

pub(in crate::moderation) fn refused(plain: Plain) -> Failure<Refusal> {
    Failure::Refused(plain.into())
}

/// What a member could report, where it is there for him and not his own.
pub(in crate::moderation) async fn prospect(app: &App, by: &By, subject: Subject) -> Done<Exhibit> {
    let exhibit = rooms::reportable(app, by, subject).await?.ok_or(Failure::NotFound)?;
    if exhibit.author == Some(by.member) { Err(refused(Plain::Oneself)) } else { Ok(exhibit) }
}

/// Reports it. Twice is once, as long as it is not decided.
pub(crate) async fn report(app: &App, by: By, subject: Subject, why: &str, words: &str) -> Done<ReportId> {
    let (why, words) = moderation::reported(why, words).map_err(refused)?;
    let exhibit = prospect(app, &by, subject).await?;
    app.db
        .write(async move |tx| {
            let case = case_of(tx, &by, subject, &exhibit, why).await?;
            if let Some(before) = reports::find_of(tx, case, by.member).await? {
                return Ok(before.id);
            }
            if reports::count_since(tx, by.member, by.now.plus_days(-1)).await? >= REPORTS_A_DAY {
                return Err(Failure::Refused(Refusal::TooManyToday { seconds: 86_400 }));
            }
            let id = ReportId(by.fresh());
            let new = reports::Report {
                id,
                case,
                by: by.member,
                why: why.word().to_owned(),
                words: words.clone(),
                at: by.now,
            };
            reports::keep(tx, &new).await?;
            Ok(id)
        })
        .await
}

/// The open case of a thing, opened where there is none.
async fn case_of(tx: &Tx, by: &By, subject: Subject, exhibit: &Exhibit, why: Why) -> Result<i64, Fault> {
    let new = cases::New {
        id: by.fresh(),
        subject,
        author: exhibit.author,
        is_private: exhibit.is_private,
        is_held: false,
        why: why.word(),
        signs: "",
        sent_from: "",
        ask_at: None,
        at: by.now,
    };
    if cases::keep_new(tx, &new).await? {
        return Ok(new.id);
    }
    let open = cases::find_open(tx, subject).await?;
    open.map(|kept| kept.id).ok_or_else(|| Fault::other("a case is neither there nor can it be opened"))
}
