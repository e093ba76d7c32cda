//! A stretch of work or of study: added from the profile's page, changed on a page of its own, which also takes back what
//! has to be mended, so that nothing typed is lost.

use askama::Template;
use axum::extract::Path;
use pergola_db::Tx;
use pergola_domain::{
    ids::{EducationId, PositionId},
    members::{
        Refusal,
        profile::{Education, Period, Position},
    },
};
use serde::Deserialize;

use super::door::Wrong;
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    members::{acts::profile as acts, store::profile as store},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Work,
    Study,
}

impl Kind {
    /// As the address names it.
    const fn section(self) -> &'static str {
        match self {
            Self::Work => "positions",
            Self::Study => "education",
        }
    }

    /// Where on the profile's page it stands.
    const fn anchor(self) -> &'static str {
        match self {
            Self::Work => "#work",
            Self::Study => "#study",
        }
    }
}

/// What the form holds, as it was typed. Work has an organisation, a title and a place; study a school, a degree and a
/// field.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::members) struct Typed {
    organisation: String,
    title: String,
    place: String,
    school: String,
    degree: String,
    field: String,
    from: String,
    to: String,
    /// It is over, also where nobody knows since when.
    is_over: bool,
    description: String,
}

impl Typed {
    fn of_work(told: Position) -> Self {
        let Position { organisation, title, place, description, period } = told;
        Self { organisation, title, place, description, ..Self::of_period(period) }
    }

    fn of_study(told: Education) -> Self {
        let Education { school, degree, field, description, period } = told;
        Self { school, degree, field, description, ..Self::of_period(period) }
    }

    fn of_period(period: Period) -> Self {
        let month = |month: Option<pergola_domain::time::YearMonth>| month.map(|month| month.to_string());
        Self {
            from: month(period.from).unwrap_or_default(),
            to: month(period.to).unwrap_or_default(),
            is_over: period.is_over,
            ..Self::default()
        }
    }

    fn work(&self) -> Result<Position, Failure<Refusal>> {
        Ok(Position {
            organisation: self.organisation.clone(),
            title: self.title.clone(),
            place: self.place.clone(),
            description: self.description.clone(),
            period: self.period()?,
        })
    }

    fn study(&self) -> Result<Education, Failure<Refusal>> {
        Ok(Education {
            school: self.school.clone(),
            degree: self.degree.clone(),
            field: self.field.clone(),
            description: self.description.clone(),
            period: self.period()?,
        })
    }

    fn period(&self) -> Result<Period, Failure<Refusal>> {
        Period::parse(&self.from, &self.to, self.is_over).map_err(Failure::Refused)
    }
}

#[derive(Template)]
#[template(path = "members/pages/stretch.html")]
struct StretchPage {
    frame: Frame,
    work: bool,
    action: String,
    back: String,
    typed: Typed,
    wrong: Option<Wrong>,
}

impl StretchPage {
    /// Whether this input is the one to mend.
    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.as_ref().is_some_and(|wrong| wrong.field == field)
    }
}

fn draw(here: &Here, kind: Kind, id: Option<i64>, typed: Typed, wrong: Option<Wrong>) -> Page {
    let work = kind == Kind::Work;
    let title = match (work, id) {
        (true, None) => "profile-work-add",
        (true, Some(_)) => "profile-work-change",
        (false, None) => "profile-study-add",
        (false, Some(_)) => "profile-study-change",
    };
    let frame = here.frame(title, Place::None);
    let refused = wrong.is_some();
    let own = id.map(|id| format!("/{id}")).unwrap_or_default();
    let page = StretchPage {
        frame: if refused { frame.with_errors() } else { frame },
        work,
        action: ["/profile/", kind.section(), &own].concat(),
        back: ["/profile", kind.anchor()].concat(),
        typed,
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

/// Back to the profile, or to the form with what is to be mended.
fn end(here: &Here, kind: Kind, id: Option<i64>, typed: Typed, done: Result<(), Failure<Refusal>>) -> Page {
    let first = if kind == Kind::Work { "organisation" } else { "school" };
    match done {
        Ok(()) => Ok(see(&["/profile", kind.anchor()].concat(), Some("profile-kept"))),
        Err(Failure::Refused(refusal)) => draw(here, kind, id, typed, Some(Wrong::of(here, refusal, first))),
        Err(other) => Err(other.into()),
    }
}

pub(in crate::members) async fn position(here: Here, Path(id): Path<i64>) -> Page {
    let member = here.me()?.member;
    let own = here.app.db.read(async move |tx| store::list_positions(tx, member).await).await?;
    let kept = own.into_iter().find(|kept| kept.id == PositionId(id)).ok_or(Failed::NotFound)?;
    draw(&here, Kind::Work, Some(id), Typed::of_work(kept.told), None)
}

pub(in crate::members) async fn school(here: Here, Path(id): Path<i64>) -> Page {
    let member = here.me()?.member;
    let own = here.app.db.read(async move |tx| store::list_education(tx, member).await).await?;
    let kept = own.into_iter().find(|kept| kept.id == EducationId(id)).ok_or(Failed::NotFound)?;
    draw(&here, Kind::Study, Some(id), Typed::of_study(kept.told), None)
}

pub(in crate::members) async fn add_position(here: Here, Form(typed): Form<Typed>) -> Page {
    let (by, form) = (here.by(), typed.clone());
    let done = here.app.db.write(async move |tx: &Tx| acts::add_position(tx, &by, form.work()?).await.map(drop)).await;
    end(&here, Kind::Work, None, typed, done)
}

pub(in crate::members) async fn change_position(here: Here, Path(id): Path<i64>, Form(typed): Form<Typed>) -> Page {
    let (by, form) = (here.by(), typed.clone());
    let change = async move |tx: &Tx| acts::change_position(tx, &by, PositionId(id), form.work()?).await;
    let done = here.app.db.write(change).await;
    end(&here, Kind::Work, Some(id), typed, done)
}

pub(in crate::members) async fn add_school(here: Here, Form(typed): Form<Typed>) -> Page {
    let (by, form) = (here.by(), typed.clone());
    let done =
        here.app.db.write(async move |tx: &Tx| acts::add_education(tx, &by, form.study()?).await.map(drop)).await;
    end(&here, Kind::Study, None, typed, done)
}

pub(in crate::members) async fn change_school(here: Here, Path(id): Path<i64>, Form(typed): Form<Typed>) -> Page {
    let (by, form) = (here.by(), typed.clone());
    let change = async move |tx: &Tx| acts::change_education(tx, &by, EducationId(id), form.study()?).await;
    let done = here.app.db.write(change).await;
    end(&here, Kind::Study, Some(id), typed, done)
}
