//! `/search`: the box, what was found, and what to choose by. What stands here is an address: it can be kept, and nothing
//! of it is kept by us.

use askama::Template;
use axum::{extract::Query, response::IntoResponse};
use pergola_domain::{
    refusal::Refusal as _,
    search::{Distance, Facet, Kind, QUERY_CHARS, Refusal},
    text::first_name,
};
use pergola_search::Phase;

use super::{
    acts::{self, Looked},
    asked::Typed,
    results::{self, Choice, Item, Said},
};
use crate::{
    http::{Failed, Frame, Here, Page, Place, layout::face, limits::Pace, paging::Numbered},
    members::Account,
    pictures::{self, TileSize},
    words::{Speech, draw, escape},
};

const PER_PAGE: i64 = 10;
const SUGGESTED: usize = 8;
/// Kilometres to choose from.
const RADII: [&str; 4] = ["10", "25", "50", "100"];

/// Somebody on the way.
struct Step {
    name: String,
    path: String,
}

/// A result as it is drawn.
struct Row {
    title: String,
    path: String,
    line: String,
    face: Option<String>,
    icon: &'static str,
    colour: &'static str,
    degree: String,
    distance: String,
    mutuals: String,
    /// What it is, where it is no person.
    kind: String,
    said: Vec<Line>,
    between: Vec<Step>,
    first: String,
    /// What to do: address, sentence, of whom.
    act: Option<(String, &'static str, String)>,
}

struct Line {
    html: String,
    lang: Option<String>,
}

/// A group of boxes to tick.
struct Group {
    name: &'static str,
    title: &'static str,
    choices: Vec<Choice>,
}

impl Group {
    /// Something of it is chosen.
    fn is_held(&self) -> bool {
        self.choices.iter().any(|choice| choice.chosen)
    }
}

/// A filter that is held, and the address without it.
struct Chip {
    name: String,
    without: String,
}

#[derive(Template)]
#[template(path = "search/pages/search.html")]
struct SearchPage {
    frame: Frame,
    typed: Typed,
    wrong: Option<(&'static str, String)>,
    /// None where nothing was asked yet.
    found: Option<FoundPart>,
    radii: Vec<(String, bool)>,
}

struct FoundPart {
    title: String,
    said: String,
    rows: Vec<Row>,
    boxes: Vec<Group>,
    places: Vec<Choice>,
    open_asks: u32,
    chips: Vec<Chip>,
    held: String,
    /// The other order: its address and sentence.
    other_order: (String, &'static str),
    knows: Option<(i64, String)>,
    from: i64,
    to: i64,
    count: i64,
    before: Option<String>,
    after: Option<String>,
    without_filters: Option<String>,
}

fn typed(pairs: &[(String, String)]) -> Typed {
    let mut typed = Typed::default();
    for (name, value) in pairs {
        typed.take(name, value);
    }
    typed.typing = false;
    typed
}

pub(in crate::search) async fn search(here: Here, Query(pairs): Query<Vec<(String, String)>>) -> Page {
    let typed = typed(&pairs);
    let page = pairs.iter().find(|(name, _)| name == "page").and_then(|(_, page)| page.parse().ok());
    let asked = match typed.read() {
        Ok(asked) => asked,
        Err(Refusal::WordsMissing) => return here.draw(&empty(&here, typed, None)),
        Err(refusal) => return refuse(&here, typed, &refusal),
    };
    let by = here.by();
    here.app.limits.take(Pace::Search, &by.member.to_string())?;
    let length = usize::try_from(PER_PAGE).unwrap_or(0);
    let offset = |page: i64| usize::try_from((page - 1) * PER_PAGE).unwrap_or(0);
    let wanted = page.unwrap_or(1_i64).clamp(1, 1_000_000);
    let mut looked = match acts::look(&here.app, &by, &asked, offset(wanted), length).await {
        Ok(looked) => looked,
        Err(_) if asked.query.is_name_alone() => return refuse(&here, typed, &Refusal::OnlySmallWords),
        Err(failed) => return Err(failed),
    };
    let pages = Numbered::new(Some(wanted), i64::from(looked.found.count), PER_PAGE);
    if pages.page != wanted {
        looked = acts::look(&here.app, &by, &asked, offset(pages.page), length).await?;
    }
    let items = results::items(&here.app, &by, &asked.query, &looked).await?;
    let choices = results::choices(&here.app, &here.speech(), (&typed, &asked), &looked).await?;
    let t = here.speech();
    let found = found(&t, &typed, &looked, (&items, choices), pages);
    let page = SearchPage { found: Some(found), ..empty(&here, typed, None) };
    here.draw(&page)
}

/// The page with what was wrong and all that was typed and chosen.
fn refuse(here: &Here, typed: Typed, refusal: &Refusal) -> Page {
    let sentence = here.speech().refusal(refusal.code(), &refusal.numbers());
    let field = refusal.field().filter(|field| matches!(*field, "place" | "radius_km")).unwrap_or("q");
    here.draw_refused(&empty(here, typed, Some((field, sentence))))
}

fn empty(here: &Here, typed: Typed, wrong: Option<(&'static str, String)>) -> SearchPage {
    let frame = here.frame("search-title", Place::People);
    let mut typed = typed;
    // Ten thousand letters help nobody to mend them.
    typed.q = typed.q.chars().take(usize::try_from(QUERY_CHARS).unwrap_or(0) * 2).collect();
    let mut radii: Vec<_> = RADII.iter().map(|radius| ((*radius).to_owned(), typed.radius_km == *radius)).collect();
    if !typed.radius_km.is_empty() && radii.iter().all(|(_, chosen)| !chosen) {
        radii.push((typed.radius_km.clone(), true));
    }
    SearchPage { frame: if wrong.is_some() { frame.with_errors() } else { frame }, wrong, found: None, radii, typed }
}

fn found(
    t: &Speech,
    typed: &Typed,
    looked: &Looked,
    (items, mut choices): (&[Item], Vec<(Facet, Vec<Choice>)>),
    pages: Numbered,
) -> FoundPart {
    let count = i64::from(looked.found.count);
    let counts = &looked.found.counts;
    let of_page = |page: i64| format!("/search?{}&page={page}", typed.address(None));
    let only_people = looked.filter.kinds.iter().all(|kind| matches!(kind, Kind::Person | Kind::Knows))
        && !looked.filter.kinds.is_empty();
    let title = if only_people { "search-people" } else { "search-results" };
    let phase = match looked.phase {
        Phase::Exact => "",
        Phase::Begun => "search-begun",
        Phase::Similar => "search-similar",
        Phase::Some => "search-some",
    };
    let by_match = typed.sort == "match";
    let mut other = typed.clone();
    other.sort = if by_match { String::new() } else { "match".to_owned() };
    let (key, order) =
        if by_match { ("search-by-match", "search-to-nearness") } else { ("search-by-nearness", "search-to-match") };
    let said = if phase.is_empty() || count == 0 { t.s(key) } else { t.s(phase) };
    let knowing = counts.of_kind(Kind::Knows);
    let mut to_knows = typed.clone();
    to_knows.chosen.retain(|(name, _)| name != "kind");
    to_knows.chosen.push(("kind".to_owned(), "knows".to_owned()));
    let chips = chips(t, typed, &choices);
    let places = choices.extract_if(.., |(facet, _)| *facet == Facet::Place).flat_map(|(_, places)| places).collect();
    FoundPart {
        title: t.say(title).arg("count", count).arg("said", t.count_first(count)).text(),
        said: said.to_owned(),
        rows: items.iter().map(|item| row(t, item)).collect(),
        boxes: boxes(t, typed, looked, choices),
        places,
        open_asks: counts.open_asks,
        held: chips.iter().map(|chip| chip.name.as_str()).collect::<Vec<_>>().join(", "),
        without_filters: (!chips.is_empty()).then(|| format!("/search?q={}", crate::words::encoded(&typed.q))),
        chips,
        other_order: (format!("/search?{}", other.address(None)), order),
        knows: (knowing > 0 && !typed.has("kind", "knows"))
            .then(|| (i64::from(knowing), format!("/search?{}", to_knows.address(None)))),
        from: pages.offset(PER_PAGE) + 1,
        to: (pages.offset(PER_PAGE) + PER_PAGE).min(count),
        count,
        before: (pages.page > 1).then(|| of_page(pages.page - 1)),
        after: (pages.page < pages.pages).then(|| of_page(pages.page + 1)),
    }
}

fn boxes(t: &Speech, typed: &Typed, looked: &Looked, choices: Vec<(Facet, Vec<Choice>)>) -> Vec<Group> {
    let counts = &looked.found.counts;
    let distances = (1_u8..).zip(counts.distances).map(|(at, count)| {
        let value = if at == 4 { "beyond".to_owned() } else { at.to_string() };
        let name = t.s(&["search-distance-", &value].concat()).to_owned();
        Choice { chosen: typed.has("distance", &value), value, name, count }
    });
    let kinds = Kind::SHOWN.into_iter().filter(|kind| counts.of_kind(*kind) > 0 || typed.has("kind", kind.word()));
    let kinds = kinds.map(|kind| Choice {
        value: kind.word().to_owned(),
        name: t.s(&["search-kind-", kind.word()].concat()).to_owned(),
        count: counts.of_kind(kind),
        chosen: typed.has("kind", kind.word()),
    });
    let mut boxes = vec![
        Group { name: "distance", title: "search-distance", choices: distances.collect() },
        Group { name: "kind", title: "search-kind", choices: kinds.collect() },
    ];
    for (facet, choices) in choices {
        let title = match facet {
            // They stand beside their radius.
            Facet::Place => continue,
            Facet::Organisation => "search-organisation",
            Facet::Once => "search-once",
            Facet::School => "search-school",
            Facet::Topic => "search-topic",
            Facet::Language => "search-language",
        };
        if !choices.is_empty() {
            boxes.push(Group { name: facet.word(), title, choices });
        }
    }
    boxes
}

fn chips(t: &Speech, typed: &Typed, choices: &[(Facet, Vec<Choice>)]) -> Vec<Chip> {
    let mut chips = Vec::new();
    for (name, value) in &typed.chosen {
        let said = match name.as_str() {
            "distance" => t.s(&["search-distance-", value].concat()).to_owned(),
            "kind" => t.s(&["search-kind-", value].concat()).to_owned(),
            _ => {
                let all = choices.iter().filter(|(facet, _)| facet.word() == name).flat_map(|(_, choices)| choices);
                all.clone().find(|choice| choice.value == *value).map_or_else(|| value.clone(), |one| one.name.clone())
            }
        };
        chips.push(Chip { name: said, without: format!("/search?{}", typed.address(Some((name, value)))) });
    }
    if !typed.place.is_empty() {
        let key = if typed.radius_km.is_empty() { "search-at" } else { "search-around" };
        let name = t.say(key).arg("place", &typed.place).arg("km", &typed.radius_km).text();
        chips.push(Chip { name, without: format!("/search?{}", typed.address(Some(("place", "")))) });
    }
    if typed.open_asks {
        let without = format!("/search?{}", typed.address(Some(("open_asks", ""))));
        chips.push(Chip { name: t.s("search-open-asks").to_owned(), without });
    }
    chips
}

fn row(t: &Speech, item: &Item) -> Row {
    let person = item.person.as_ref();
    let steps = item.reach.steps;
    let is_person = matches!(item.entry.kind, Kind::Person | Kind::Knows);
    let told = person.is_some() && item.entry.distance != Distance::Own;
    let distance = match steps {
        Some(steps) => t.say("steps-away").arg("steps", i64::from(steps)).text(),
        None => t.s("steps-unknown").to_owned(),
    };
    let mutuals = i64::from(item.reach.mutual_count);
    let between = &item.reach.between;
    let is_own = matches!(item.entry.kind, Kind::Card | Kind::Note);
    Row {
        title: item.title.html(),
        path: item.path.clone(),
        line: item.line.html(),
        face: person.map(|person| face(person.id.0, &person.name, person.photo, TileSize::Medium)),
        icon: pictures::icon(icon(item.entry.kind).0),
        colour: icon(item.entry.kind).1,
        degree: steps.filter(|steps| told && *steps > 0).map_or_else(String::new, pictures::degree),
        distance: if told {
            distance
        } else if is_own {
            t.s("search-only-you").to_owned()
        } else {
            String::new()
        },
        mutuals: if told && mutuals > 0 { t.say("people-mutuals").arg("count", mutuals).text() } else { String::new() },
        kind: if is_person {
            String::new()
        } else {
            t.s(&["search-kind-one-", item.entry.kind.word()].concat()).to_owned()
        },
        said: item.said.iter().map(|said| line(t, item, said)).collect(),
        first: person.map_or_else(String::new, |person| first_name(&person.name).to_owned()),
        between: between.iter().map(|one| Step { name: one.name.clone(), path: one.path() }).collect(),
        act: person.filter(|_| is_person).and_then(|person| act(person, steps, between)),
    }
}

/// The sign of a kind, and its colour.
const fn icon(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Ask | Kind::Offer => ("board", "green"),
        Kind::Job => ("jobs", "cobalt"),
        Kind::Group => ("people", "violet"),
        Kind::Event => ("cal", "violet"),
        Kind::Organisation => ("house", "green"),
        Kind::Card | Kind::Note => ("lock", "violet"),
        Kind::Post => ("edit", "cobalt"),
        Kind::Person | Kind::Knows | Kind::Answered => ("people", "green"),
    }
}

/// What one does with somebody who was found.
fn act(person: &Account, steps: Option<u8>, between: &[Account]) -> Option<(String, &'static str, String)> {
    let handle = &person.handle;
    match steps {
        Some(1) => Some((format!("/@{handle}/message"), "person-write", person.name.clone())),
        Some(2 | 3) if !between.is_empty() => {
            let through: Vec<&str> = between.iter().map(|one| one.handle.as_str()).collect();
            let path = format!("/requests/new?to={handle}&through={}", through.join(","));
            Some((path, "search-ask-introduction", person.name.clone()))
        }
        _ => None,
    }
}

/// What speaks for a result, in a sentence of its own.
fn line(t: &Speech, item: &Item, said: &Said) -> Line {
    let marked = said.snippet.html();
    let path = said.path.as_deref().or((item.entry.kind == said.kind && item.person.is_some()).then_some(&item.path));
    let linked = match (said.kind, path) {
        (Kind::Ask | Kind::Offer | Kind::Post | Kind::Answered, Some(path)) => {
            format!("<a href=\"{}\">{marked}</a>", escape(path))
        }
        _ => marked,
    };
    let key = ["search-said-", said.kind.word()].concat();
    let foreign = !said.language.is_empty() && said.language != t.tag();
    Line {
        html: if t.has(&key) { t.say(key).slot("text", linked).to_string() } else { linked },
        lang: foreign.then(|| said.language.clone()),
    }
}

/// What the box offers while somebody types: names and titles of what he would find.
#[derive(Template)]
#[template(path = "search/pages/suggestions.html")]
struct Suggestions {
    options: Vec<String>,
}

pub(in crate::search) async fn suggestions(here: Here, Query(pairs): Query<Vec<(String, String)>>) -> Page {
    let by = here.by();
    let typed = Typed { typing: true, ..typed(&pairs) };
    let asked = match typed.read() {
        Ok(asked) if !asked.query.is_empty() => asked,
        // What is wrong is said when it is sent.
        _ => return Ok(axum::response::Html(draw(&Suggestions { options: Vec::new() })?).into_response()),
    };
    here.app.limits.take(Pace::Typing, &by.member.to_string())?;
    let looked = match acts::look(&here.app, &by, &asked, 0, SUGGESTED).await {
        Ok(looked) => looked,
        // A small word of which nobody is called: what is wrong is said when it is sent.
        Err(_) if asked.query.is_name_alone() => {
            return Ok(axum::response::Html(draw(&Suggestions { options: Vec::new() })?).into_response());
        }
        Err(failed) => return Err(failed),
    };
    let mut options: Vec<String> = Vec::new();
    for item in results::titled(&here.app, &by, &asked.query, &looked).await? {
        if !options.contains(&item.title.text) {
            options.push(item.title.text);
        }
    }
    let drawn: Result<String, Failed> = draw(&Suggestions { options }).map_err(Failed::from);
    Ok(axum::response::Html(drawn?).into_response())
}
