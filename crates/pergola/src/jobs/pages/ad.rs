//! `/jobs/{id}`: an ad. A visitor reads what it says; a member also whom he knows there, and how to get there.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::{
    ids::{CommentId, MemberId},
    jobs::{AdState, KEPT_DAYS},
};
use serde::Deserialize;

use super::{
    applying::{self, ApplyForm, Choices},
    facts, feeds, number,
    reading::{self, Row},
    referring::{self, Said},
};
use crate::{
    http::{Failed, Form, Frame, Here, Page, Place},
    jobs::{
        acts::{
            ads::{Seen, seen},
            applications::{self, Read},
            referrals,
        },
        know::doors,
    },
    organisations::{Acquaintance, Head},
    posts::{self, Below, CommentForm, Hanging, Hung, TypedComment},
    words::{Speech, prose},
};

#[derive(Template)]
#[template(path = "jobs/pages/ad.html")]
#[expect(clippy::struct_excessive_bools, reason = "what an ad is to its reader, each for itself")]
struct AdPage {
    frame: Frame,
    path: String,
    lead: String,
    head: Head,
    behalf: String,
    /// Name, address and headline of who posts it.
    author: (String, String, String),
    pay: String,
    bar: String,
    place: String,
    terms: String,
    ends: String,
    languages: String,
    skills: Vec<String>,
    text: String,
    choosing: facts::Choosing,
    record: Vec<String>,
    kept: String,
    people: Vec<Person>,
    more: usize,
    elsewhere: String,
    there: String,
    author_name: String,
    /// For search engines, while it is open.
    posting: Option<String>,
    open: bool,
    mine: bool,
    member: bool,
    /// The form, where the reader may apply.
    apply: Option<Apply>,
    /// His own application to this ad, and one to another.
    applied: Option<Row>,
    other: Option<Row>,
    /// The reader works there: he may refer somebody.
    refers: bool,
    /// What those who work there said for the reader.
    said: Vec<Said>,
    /// What is said below it; for members.
    below: Option<Below>,
}

/// What the form beside the ad begins with.
struct Apply {
    form: ApplyForm,
    choices: Choices,
    questions: Vec<(String, String)>,
}

/// What an ad is to this reader.
#[derive(Default)]
struct Own {
    applied: Option<Read>,
    other: Option<Read>,
    works_there: bool,
    said: Vec<Said>,
}

async fn own(here: &Here, seen: &Seen) -> Result<Own, Failed> {
    let by = here.by();
    let (applied, other) = applications::beside(&here.app, &by, seen.job.id).await?;
    let said = referrals::received(&here.app, &by, Some(seen.job.id), None, 0).await?;
    let job = seen.job.clone();
    let works_there = here.app.db.read(async move |tx| referrals::works_there(tx, &by, &job).await).await?;
    Ok(Own { applied, other, works_there, said: said.iter().map(referring::said).collect() })
}

/// Somebody the reader knows there, and what one tap asks of him.
struct Person {
    person: Acquaintance,
    /// To be introduced by him to whoever posts, whom he knows.
    introduce: Option<String>,
    /// To be referred by one's own tie, who is there.
    refer: Option<String>,
    /// A word with one's own tie.
    write: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::jobs) struct AdAsked {
    #[serde(default)]
    after: Option<String>,
}

pub(in crate::jobs) async fn ad(here: Here, Path(id): Path<String>, Query(asked): Query<AdAsked>) -> Page {
    let after = asked.after.as_deref().and_then(|after| after.parse().ok()).unwrap_or(CommentId(0));
    whole(&here, &id, after, TypedComment::default()).await
}

/// Says something below it.
pub(in crate::jobs) async fn say(here: Here, Path(id): Path<String>, Form(form): Form<CommentForm>) -> Page {
    let seen = seen(&here.app, &here.by(), number(&id)?).await?;
    let place = (Hung::Job(seen.job.id), seen.job.author);
    match posts::send(&here, place, &seen.job.path(), form).await? {
        Ok(answer) => Ok(answer),
        Err(typed) => whole(&here, &id, CommentId(0), typed).await,
    }
}

async fn whole(here: &Here, id: &str, after: CommentId, typed: TypedComment) -> Page {
    let by = here.by();
    let seen = seen(&here.app, &by, number(id)?).await?;
    let member = by.member != MemberId(0);
    let t = here.speech();
    let doors = if member { doors(&here.app, &by, &t, &seen.job).await? } else { crate::jobs::know::Doors::default() };
    let people = doors.shown.iter().map(|door| {
        let person = Acquaintance::of(&t, &door.person, &door.there, &door.way);
        let tied = person.distance == 1;
        let introduce = format!("/requests/new?to={}&through={}", seen.author.handle, person.handle);
        Person {
            introduce: (tied && person.knows).then_some(introduce),
            write: tied.then(|| format!("/@{}/message", person.handle)),
            refer: (tied && person.now).then(|| format!("{}/referral-requests?of={}", seen.job.path(), person.handle)),
            person,
        }
    });
    let people: Vec<Person> = people.collect();
    let own = if member { own(here, &seen).await? } else { Own::default() };
    let refused = typed.wrong.is_some();
    let hanging = Hanging { below: Hung::Job(seen.job.id), owner: seen.job.author, path: seen.job.path(), quiet: true };
    let below = if member { Some(posts::below(here, hanging, after, typed).await?) } else { None };
    let page = draw(here, &t, &seen, people, doors.more);
    let may_apply = member && page.open && !seen.mine && own.applied.is_none();
    let form = ApplyForm::fresh();
    let apply = may_apply.then(|| Apply {
        choices: applying::choices(&t, &form),
        questions: applying::questions(&seen, &form),
        form: form.clone(),
    });
    let told = |read: &Option<Read>| read.as_ref().map(|read| reading::row(&t, read, by.now));
    let page = AdPage {
        applied: told(&own.applied),
        other: told(&own.other),
        refers: own.works_there && page.open,
        said: own.said,
        apply,
        member,
        below,
        frame: if refused { page.frame.clone().with_errors() } else { page.frame.clone() },
        ..page
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

fn draw(here: &Here, t: &Speech, seen: &Seen, people: Vec<Person>, more: usize) -> AdPage {
    let (job, said, now) = (&seen.job, &seen.job.said, here.by().now);
    let ends = match job.ad.state {
        AdState::Open { .. } => {
            let last = job.ad.lives_until().unwrap_or(now);
            t.say("jobs-closes-on").arg("day", t.day(last, now)).text()
        }
        AdState::Closed { at, outcome } => {
            let outcome = t.s(&["jobs-outcome-", outcome.name()].concat()).to_owned();
            t.say("jobs-closed-on").arg("day", t.day(at, now)).arg("outcome", outcome).text()
        }
        AdState::Hidden { at, .. } => t.say("jobs-hidden-on").arg("day", t.day(at, now)).text(),
    };
    let place = facts::place(t, said);
    let who = facts::who(t, &seen.organisation, said);
    AdPage {
        lead: if said.place.is_empty() {
            who
        } else {
            t.say("jobs-who-where").arg("who", &who).arg("place", &said.place).text()
        },
        path: job.path(),
        head: Head::of(t, &seen.organisation),
        behalf: facts::behalf(t, said),
        author: (seen.author.name.clone(), seen.author.path(), seen.author.headline.clone()),
        pay: facts::pay(t, &said.pay),
        bar: facts::bar(&said.pay),
        place,
        terms: facts::terms(t, said),
        ends,
        languages: said.languages.iter().map(|tag| t.language_name(tag)).collect::<Vec<_>>().join(", "),
        skills: said.skills.clone(),
        text: prose(&said.text),
        choosing: facts::choosing(t, seen),
        record: facts::record(t, &seen.record, now),
        kept: t.say("jobs-kept-days").arg("days", if said.kept_days > 0 { said.kept_days } else { KEPT_DAYS }).text(),
        people,
        more,
        elsewhere: job.feed_url.clone(),
        there: format!("/organisations/{}", job.there()),
        author_name: seen.author.name.clone(),
        posting: job.ad.is_open(now).then(|| feeds::json_ld(&here.app.config.address, seen)),
        open: job.ad.is_open(now),
        mine: seen.mine,
        member: false,
        apply: None,
        applied: None,
        other: None,
        refers: false,
        said: Vec::new(),
        below: None,
        frame: here.frame(said.title.clone(), Place::Jobs),
    }
}
