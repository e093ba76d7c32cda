//! Search for programs.

use axum::{
    Json,
    extract::Query,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use pergola_domain::{
    asks,
    search::{Distance, Facet, Kind},
};
use pergola_search::Phase;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    acts::{self, Looked},
    asked::{Asked, Typed},
    results::{self, Choice, Item},
};
use crate::{
    http::{Failed, Failure, Here, Page, dress::Problem, limits::Pace, paging},
    members::PersonShape,
};

/// Results while somebody types.
const TYPING: i64 = 8;

/// What to look for. Where a filter takes several values, they are divided by commas: any of them will do.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchAsked {
    /// Words, 200 characters at most. They have no grammar. Without words, a filter must be named.
    #[serde(default)]
    q: Option<String>,
    /// `person`, `knows` (who knows about it, with evidence), `ask`, `offer`, `job`, `post`, `group`, `event`,
    /// `organisation`, `contact`, `note`; all but `knows` unless said.
    #[serde(default)]
    kind: Option<String>,
    /// Steps to whose it is: `1`, `2`, `3`, `beyond`.
    #[serde(default)]
    distance: Option<String>,
    /// A place by name.
    #[serde(default)]
    place: Option<String>,
    /// Around the place, in kilometres, 500 at most.
    #[serde(default)]
    radius_km: Option<String>,
    /// The id of an organisation: where people work now, whose ads.
    #[serde(default)]
    organisation: Option<String>,
    /// Where people worked once.
    #[serde(default)]
    organisation_once: Option<String>,
    #[serde(default)]
    school: Option<String>,
    /// Also skills of people.
    #[serde(default)]
    topic: Option<String>,
    #[serde(default)]
    language: Option<String>,
    /// Only people who ask for something that the caller may see.
    #[serde(default)]
    open_asks: Option<bool>,
    /// `nearness`, `match`.
    #[serde(default)]
    sort: Option<String>,
    /// The last word may be the beginning of one; eight results at most.
    #[serde(default)]
    typing: Option<bool>,
    #[serde(default)]
    cursor: Option<String>,
    /// 1 to 100; 20 unless said.
    #[serde(default)]
    limit: Option<i64>,
}

impl SearchAsked {
    fn typed(&self) -> Typed {
        let mut typed = Typed::default();
        let named = [
            ("q", &self.q),
            ("kind", &self.kind),
            ("distance", &self.distance),
            ("place", &self.place),
            ("radius_km", &self.radius_km),
            ("organisation", &self.organisation),
            ("organisation_once", &self.organisation_once),
            ("school", &self.school),
            ("topic", &self.topic),
            ("language", &self.language),
            ("sort", &self.sort),
        ];
        for (name, value) in named {
            typed.take(name, value.as_deref().unwrap_or_default());
        }
        typed.open_asks = self.open_asks == Some(true);
        typed.typing = self.typing == Some(true);
        typed
    }
}

/// What was found: a page of it, and how much there is of what.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FoundShape {
    items: Vec<ItemShape>,
    facets: FacetsShape,
    /// All results that the filters leave.
    count: u32,
    /// How the words were taken: `exact`, `begun` (words that begin so), `similar` (a letter or two otherwise), `some` (not
    /// all of the words). The next is tried where the one before finds nothing.
    words: &'static str,
    next: Option<String>,
}

/// A result.
#[derive(Debug, Serialize, ToSchema)]
struct ItemShape {
    kind: &'static str,
    id: String,
    title: TextShape,
    /// A headline; an organisation and its place.
    line: TextShape,
    url: String,
    /// Whose it is; null where it is nobody's, and for own cards and notes.
    person: Option<PersonShape>,
    /// Steps to that person, 0 to 4; null beyond, and where no path is known.
    distance: Option<u8>,
    mutuals: MutualsShape,
    /// Those between on the warmest of the shortest ways to that person.
    way: Vec<PersonShape>,
    /// Texts that have the words; of who knows about it, what shows it.
    evidence: Vec<EvidenceShape>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundMutualsShape)]
struct MutualsShape {
    count: u32,
    sample: Vec<PersonShape>,
}

/// A text, and where the words stand in it: from which character, how many.
#[derive(Debug, Serialize, ToSchema)]
struct TextShape {
    text: String,
    marks: Vec<[usize; 2]>,
}

#[derive(Debug, Serialize, ToSchema)]
struct EvidenceShape {
    /// `person` (the profile), `offer`, `post`, `answered` (an ask of the caller's), or as the result.
    kind: &'static str,
    text: TextShape,
    url: Option<String>,
}

/// How many there are of each value: with all other filters held, but not the own one of the facet. All that the caller
/// may see are counted, whatever page is read.
#[derive(Debug, Serialize, ToSchema)]
struct FacetsShape {
    kind: Vec<ValueShape>,
    distance: Vec<ValueShape>,
    /// With `radius_km`, how many lie that far around each at most.
    place: Vec<ValueShape>,
    organisation: Vec<ValueShape>,
    organisation_once: Vec<ValueShape>,
    school: Vec<ValueShape>,
    topic: Vec<ValueShape>,
    language: Vec<ValueShape>,
    open_asks: u32,
}

#[derive(Debug, Serialize, ToSchema)]
struct ValueShape {
    value: String,
    name: String,
    count: u32,
}

impl From<Choice> for ValueShape {
    fn from(choice: Choice) -> Self {
        Self { value: choice.value, name: choice.name, count: choice.count }
    }
}

fn text(snippet: &super::snippet::Snippet) -> TextShape {
    TextShape { text: snippet.text.clone(), marks: snippet.stretches() }
}

fn item(here: &Here, item: &Item) -> ItemShape {
    let url = |path: &str| format!("{}{path}", here.app.config.address);
    let people = |people: &[crate::members::Account]| people.iter().map(|one| PersonShape::of(here, one)).collect();
    let own = item.entry.distance == Distance::Own;
    ItemShape {
        kind: item.entry.kind.word(),
        id: item.entry.id.to_string(),
        title: text(&item.title),
        line: text(&item.line),
        url: url(&item.path),
        person: item.person.as_ref().map(|person| PersonShape::of(here, person)),
        distance: if own { Some(0) } else { item.reach.steps },
        mutuals: MutualsShape { count: item.reach.mutual_count, sample: people(&item.reach.mutuals) },
        way: people(&item.reach.between),
        evidence: item
            .said
            .iter()
            .map(|said| EvidenceShape {
                kind: said.kind.word(),
                text: text(&said.snippet),
                url: said.path.as_deref().map(url),
            })
            .collect(),
    }
}

pub(super) const fn phase_word(phase: Phase) -> &'static str {
    match phase {
        Phase::Exact => "exact",
        Phase::Begun => "begun",
        Phase::Similar => "similar",
        Phase::Some => "some",
    }
}

async fn facets(here: &Here, asked: (&Typed, &Asked), looked: &Looked) -> Result<FacetsShape, Failed> {
    let counts = &looked.found.counts;
    let plain = |value: &str, count: u32| ValueShape { value: value.to_owned(), name: value.to_owned(), count };
    let kinds = Kind::SHOWN.into_iter().filter(|kind| counts.of_kind(*kind) > 0);
    let mut shape = FacetsShape {
        kind: kinds.map(|kind| plain(kind.word(), counts.of_kind(kind))).collect(),
        distance: ["1", "2", "3", "beyond"].iter().zip(counts.distances).map(|(at, count)| plain(at, count)).collect(),
        place: Vec::new(),
        organisation: Vec::new(),
        organisation_once: Vec::new(),
        school: Vec::new(),
        topic: Vec::new(),
        language: Vec::new(),
        open_asks: counts.open_asks,
    };
    for (facet, choices) in results::choices(&here.app, &here.speech(), asked, looked).await? {
        let values = choices.into_iter().map(ValueShape::from).collect();
        match facet {
            Facet::Place => shape.place = values,
            Facet::Organisation => shape.organisation = values,
            Facet::Once => shape.organisation_once = values,
            Facet::School => shape.school = values,
            Facet::Topic => shape.topic = values,
            Facet::Language => shape.language = values,
        }
    }
    Ok(shape)
}

/// Look for people and for what they wrote. A question is kept nowhere.
#[utoipa::path(get, path = "/search", tag = "search", params(SearchAsked),
    responses((status = 200, body = FoundShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn search(here: Here, Query(asked): Query<SearchAsked>) -> Page {
    let by = here.by();
    let typed = asked.typed();
    let understood = typed.read().map_err(Failure::Refused)?;
    let page = paging::Asked { cursor: asked.cursor.clone(), limit: asked.limit };
    let limit = if typed.typing { page.limit()?.min(TYPING) } else { page.limit()? };
    let after = if typed.typing { 0 } else { page.after()?.unwrap_or(0) };
    here.app.limits.take(if typed.typing { Pace::Typing } else { Pace::Search }, &by.member.to_string())?;
    let (offset, length) = (usize::try_from(after).unwrap_or(0), usize::try_from(limit).unwrap_or(0));
    let looked = acts::look(&here.app, &by, &understood, offset, length).await?;
    let items = results::items(&here.app, &by, &understood.query, &looked).await?;
    let end = after.saturating_add(limit);
    let more = !typed.typing && end < i64::from(looked.found.count);
    let shape = FoundShape {
        items: items.iter().map(|one| item(&here, one)).collect(),
        facets: facets(&here, (&typed, &understood), &looked).await?,
        count: looked.found.count,
        words: phase_word(looked.phase),
        next: more.then(|| end.to_string()),
    };
    let mut response = Json(shape).into_response();
    if more {
        let link =
            format!("</api/v1/search?{}&cursor={end}&limit={limit}>; rel=\"next\"", typed.address_for_programs());
        if let Ok(link) = HeaderValue::try_from(link) {
            response.headers_mut().insert(header::LINK, link);
        }
    }
    Ok(response)
}

/// Whether an audience of asks is told apart on people as the rules of asks say it.
const _: () = assert!(asks::Audience::ALL.len() == pergola_domain::search::REACHES);
