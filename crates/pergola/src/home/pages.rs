//! The page of today.

use askama::Template;
use pergola_domain::{
    companion::{self, Facts, Step},
    ids::NoticeId,
};

use crate::{
    garden::{self, DueCard, due_card, due_line},
    http::{Frame, Here, Page, Place, layout::face},
    members, network,
    notices::{self, Told},
    pictures::{self, TileSize},
    tending, ties,
    words::Speech,
};

/// News on one page: the rest is older.
const NEWS: i64 = 8;
const SUGGESTIONS: usize = 3;
/// How many steps Toto's walk draws.
const WALK: u8 = 5;

#[derive(Template)]
#[template(path = "home/pages/today.html")]
struct TodayPage {
    frame: Frame,
    today: String,
    day: String,
    step: Option<StepView>,
    asking: i64,
    news: Vec<Told>,
    unread: Option<NoticeId>,
    suggestions: Vec<Suggestion>,
    due: Vec<(DueCard, String)>,
    end: String,
    toto: String,
    walk: String,
}

/// Toto's step, in words.
struct StepView {
    title: String,
    why: String,
    act: String,
    href: &'static str,
    minutes: i64,
    source: String,
}

/// Somebody one may know, in a few words.
struct Suggestion {
    name: String,
    path: String,
    headline: String,
    face: String,
}

pub(super) async fn today(here: Here) -> Page {
    let by = here.by();
    let (member, now) = (by.member, by.now);
    let beds = tending::beds(&here.app, &by).await?;
    let due = garden::week(&here.app, &by).await?;
    let suggested = network::suggestions(&here.app, &by, SUGGESTIONS).await?;
    let (asking, counts, ties, proposals, told, notices, people) = here
        .app
        .db
        .read(async move |tx| {
            let notices = notices::list(tx, member, None, NEWS).await?;
            let about = members::find_many(tx, &notices::people_of(&notices)).await?;
            let profile = members::profile(tx, member).await?;
            let told = profile.is_some_and(|profile| {
                !profile.account.headline.is_empty() || !profile.positions.is_empty() || !profile.education.is_empty()
            });
            Ok::<_, pergola_db::Fault>((
                ties::count_asking(tx, member).await?,
                garden::count(tx, member, now).await?,
                ties::count(tx, member).await?,
                notices::count_offers(tx, member).await?,
                told,
                notices,
                about,
            ))
        })
        .await?;
    let people_count = counts.values().flat_map(|states| states.values()).sum();
    let unplanted = counts.get(&None).map_or(0, |states| states.values().sum());
    let facts = Facts {
        asking,
        people: people_count,
        unplanted,
        due: !due.is_empty(),
        proposals,
        told,
        ties,
        suggestions: !suggested.is_empty(),
    };
    let frame = here.frame("layout-today", Place::Today);
    let t = frame.t.clone();
    let step = companion::next(&facts).map(|step| step_view(&t, step, &facts, &due));
    let page = TodayPage {
        today: t.weekday(now),
        day: crate::words::day_input(now),
        walk: pictures::walk(u8::from(step.is_none()) + 1, WALK),
        toto: pictures::toto(),
        unread: notices.iter().find(|notice| notice.read_at.is_none()).map(|notice| notice.id),
        news: notices.iter().filter_map(|notice| notices::told(&t, notice, &people, now)).collect(),
        due: due.iter().map(|due| (due_card(&t, &beds, due, now), due_line(&t, due, now))).collect(),
        suggestions: suggested
            .iter()
            .map(|suggested| Suggestion {
                name: suggested.person.name.clone(),
                path: suggested.person.path(),
                headline: suggested.person.headline.clone(),
                face: face(suggested.person.id.0, &suggested.person.name, suggested.person.photo, TileSize::Small),
            })
            .collect(),
        end: pictures::day_done(),
        asking,
        step,
        frame,
    };
    here.draw(&page)
}

fn step_view(t: &Speech, step: Step, facts: &Facts, due: &[garden::Due]) -> StepView {
    let name = due.first().map_or("", |due| due.plant.name.as_str());
    let say = |part: &str| {
        let count = match step {
            Step::Answer => facts.asking,
            Step::Plant => facts.unplanted,
            Step::TakeProposals => facts.proposals,
            _ => 0,
        };
        t.say(["step-", step.name(), part].concat()).arg("name", name).arg("count", count).text()
    };
    StepView {
        title: say("-title"),
        why: say("-why"),
        act: say("-act"),
        source: say("-source"),
        minutes: step.minutes(),
        href: match step {
            Step::Answer => "/invitations",
            Step::Import => "/import",
            Step::Plant => "/garden/unplanted",
            Step::Tend => "/garden",
            Step::TakeProposals => "/import",
            Step::TellOfYourself => "/profile",
            Step::InviteSomebody => "/suggestions",
        },
    }
}
