//! The page of today.

use askama::Template;
use pergola_domain::ids::NoticeId;

use crate::{
    asks::{self, Card},
    companion::{self, StepView},
    events,
    garden::{self, DueCard, due_card, due_line},
    http::{Failed, Frame, Here, Page, Place, layout::face},
    meetings::{self, Coming},
    members,
    messages::Question,
    network,
    notices::{self, Told},
    pairs::{self, PairView},
    pictures::{self, TileSize},
    posts::{self, Line},
    rooms, tending,
    words::Speech,
};

/// News that wait to be seen; the rest is on their page.
const NEWS: i64 = 3;
const SUGGESTIONS: usize = 3;
/// Meetings named; the rest is on their page.
const COMING: i64 = 3;
/// Private questions in words; the rest is in the inbox.
const QUESTIONS: usize = 3;
/// Pairs at once; the next comes when one of them is answered.
const PAIRS: usize = 2;
/// Asks of one's own network.
const NEARBY: usize = 3;

#[derive(Template)]
#[template(path = "home/pages/today.html")]
struct TodayPage {
    frame: Frame,
    today: String,
    day: String,
    step: Option<StepView>,
    /// Private questions, the first of them in words; and how many there are.
    questions: Vec<Asked>,
    asking: i64,
    news: Vec<Told>,
    unread: Option<NoticeId>,
    pairs: Vec<PairView>,
    nearby: Vec<Card>,
    feed: posts::Section,
    suggestions: Vec<Suggestion>,
    due: Vec<(DueCard, String)>,
    coming: Vec<Coming>,
    end: String,
    more: bool,
    /// Something waits: a step, a question, somebody to tend, a pair, an ask, news.
    waits: bool,
    steps: usize,
}

/// A private question in a few words.
struct Asked {
    name: String,
    text: String,
    act: String,
    href: String,
}

/// Somebody one may know, in a few words.
struct Suggestion {
    name: String,
    path: String,
    headline: String,
    face: String,
    /// The first of what speaks for it.
    reason: String,
}

impl Asked {
    fn of(question: Question) -> Option<Self> {
        let Question { person, text, act, href } = question;
        Some(Self { name: person?.name, text, act, href })
    }
}

impl Suggestion {
    fn of(t: &Speech, suggested: &network::Suggested) -> Self {
        let person = &suggested.person;
        let reason = network::reasons(t, suggested).into_iter().next();
        Self {
            name: person.name.clone(),
            path: person.path(),
            headline: person.headline.clone(),
            face: face(person.id.0, &person.name, person.photo, TileSize::Small),
            reason: reason.map_or_else(String::new, |(_, text)| text),
        }
    }
}

/// Meetings and events, the next first.
async fn coming(here: &Here, t: &Speech) -> Result<Vec<Coming>, Failed> {
    let by = here.by();
    let mut all = meetings::coming(&here.app, &by, t, COMING).await?;
    all.extend(events::coming(&here.app, &by, t, COMING).await?);
    all.sort_by_key(|one| one.at);
    all.truncate(usize::try_from(COMING).unwrap_or(0));
    Ok(all)
}

pub(super) async fn today(here: Here) -> Page {
    let by = here.by();
    let (member, now) = (by.member, by.now);
    let beds = tending::beds(&here.app, &by).await?;
    let proposed = companion::today(&here.app, &by, false).await?;
    let due = garden::week(&here.app, &by).await?;
    let suggested = network::suggestions(&here.app, &by, SUGGESTIONS).await?;
    let t = here.speech();
    let (questions, asking, notices, people) = here
        .app
        .db
        .read(async move |tx| {
            let mut notices = notices::list(tx, member, None, NEWS).await?;
            notices.retain(|notice| notice.read_at.is_none());
            let about = members::find_many(tx, &notices::people_of(&notices)).await?;
            let questions = rooms::questions(tx, &t, member, now).await?;
            let asking = rooms::count_questions(tx, member, now).await?;
            Ok::<_, pergola_db::Fault>((questions, asking, notices, about))
        })
        .await?;
    let mut found = pairs::today(&here.app, &by).await?;
    found.truncate(PAIRS);
    let nearby = asks::asked_nearby(&here, NEARBY).await?;
    let named: Vec<&str> = nearby.iter().map(|card| card.path.as_str()).collect();
    let feed = posts::section(&here, &named).await?;
    let frame = here.frame("layout-today", Place::Today);
    let t = frame.t.clone();
    let coming = coming(&here, &t).await?;
    let step = companion::step_view(&t, &proposed);
    let page = TodayPage {
        today: t.weekday(now),
        day: t.day_here(now).to_string(),
        more: proposed.more,
        unread: notices.first().map(|notice| notice.id),
        news: notices.iter().filter_map(|notice| notices::told(&t, notice, &people, now)).collect(),
        due: due.iter().map(|due| (due_card(&t, &beds, due, now), due_line(&t, due, now))).collect(),
        pairs: pairs::views(&t, &found),
        nearby,
        feed,
        suggestions: suggested.iter().map(|suggested| Suggestion::of(&t, suggested)).collect(),
        coming,
        end: pictures::day_done(),
        // What moderators do is no question of somebody's.
        questions: questions.into_iter().filter_map(Asked::of).take(QUESTIONS).collect(),
        asking,
        steps: usize::from(step.is_some()),
        waits: false,
        step,
        frame,
    };
    let lists =
        [page.steps, page.questions.len(), page.due.len(), page.pairs.len(), page.nearby.len(), page.news.len()];
    here.draw(&TodayPage { waits: lists.into_iter().any(|some| some > 0), ..page })
}
