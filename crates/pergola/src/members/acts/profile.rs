//! Telling of oneself: texts, work, study, skills, links.
//!
//! The functions that take a `tx` are for other rooms too: an import that its owner accepted, an archive that comes
//! home. Each records what it changed.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{EducationId, LinkId, MemberId, OrganisationId, PositionId, SkillId},
    members::{
        self, PROFILE_ROWS, Refusal,
        profile::{self as rules, Education, Link, Position},
    },
};

use crate::{
    app::{App, By, record},
    http::Failure,
    members::store::{
        accounts,
        profile::{self as store, Kept, Section, Texts},
    },
};

/// What of the texts is to change; None stays as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewTexts {
    pub(crate) handle: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) about: Option<String>,
    pub(crate) place: Option<String>,
    /// BCP 47 tags.
    pub(crate) languages: Option<Vec<String>>,
}

/// A member writes name, handle and the texts anew.
pub(crate) async fn set_texts(tx: &Tx, by: &By, new: &NewTexts) -> Result<(), Failure<Refusal>> {
    let now = store::profile(tx, by.member).await?.ok_or(Failure::NotFound)?;
    let texts = texts(&now, new).map_err(Failure::Refused)?;
    if texts.handle != now.account.handle && accounts::find_by_handle(tx, &texts.handle).await?.is_some() {
        return Err(Failure::Refused(Refusal::HandleTaken));
    }
    store::keep_texts(tx, by.member, &texts).await?;
    if texts.place != now.account.place {
        marks_changed(tx, by, by.member).await?;
    }
    Ok(changed(tx, by).await?)
}

fn texts(now: &store::Profile, new: &NewTexts) -> Result<Texts, Refusal> {
    let or = |typed: &Option<String>, clean: fn(&str) -> Result<String, Refusal>, kept: &str| {
        typed.as_deref().map_or_else(|| Ok(kept.to_owned()), clean)
    };
    Ok(Texts {
        handle: or(&new.handle, members::handle, &now.account.handle)?,
        name: or(&new.name, members::name, &now.account.name)?,
        headline: or(&new.headline, rules::headline, &now.account.headline)?,
        about: or(&new.about, rules::about, &now.about)?,
        place: or(&new.place, rules::place, &now.account.place)?,
        languages: match &new.languages {
            None => now.languages.clone(),
            Some(tags) => rules::languages(tags.iter().map(String::as_str))?,
        },
    })
}

/// The organisation of a name, made where it is not there yet.
pub(crate) async fn keep_organisation(tx: &Tx, by: &By, name: &str, is_school: bool) -> Result<OrganisationId, Fault> {
    let name = pergola_domain::text::line(name);
    store::keep_organisation(tx, OrganisationId(by.fresh()), &name, is_school, by.now).await
}

/// One more stretch of work.
pub(crate) async fn add_position(tx: &Tx, by: &By, told: Position) -> Result<PositionId, Failure<Refusal>> {
    room_for(tx, by.member, Section::Positions, 1).await?;
    let id = PositionId(by.fresh());
    keep_position(tx, by, id, told).await?;
    spells_changed(tx, by, by.member).await?;
    Ok(id)
}

/// A stretch of work as it is now.
pub(crate) async fn change_position(tx: &Tx, by: &By, id: PositionId, told: Position) -> Result<(), Failure<Refusal>> {
    let own = store::list_positions(tx, by.member).await?;
    if !own.iter().any(|kept| kept.id == id) {
        return Err(Failure::NotFound);
    }
    keep_position(tx, by, id, told).await?;
    Ok(spells_changed(tx, by, by.member).await?)
}

/// All stretches of work anew.
pub(crate) async fn set_positions(tx: &Tx, by: &By, told: Vec<Position>) -> Result<(), Failure<Refusal>> {
    emptied_for(tx, by.member, Section::Positions, told.len()).await?;
    for position in told {
        keep_position(tx, by, PositionId(by.fresh()), position).await?;
    }
    Ok(spells_changed(tx, by, by.member).await?)
}

async fn keep_position(tx: &Tx, by: &By, id: PositionId, told: Position) -> Result<(), Failure<Refusal>> {
    let told = told.checked().map_err(Failure::Refused)?;
    let organisation = keep_organisation(tx, by, &told.organisation, false).await?;
    let kept = store::keep_position(tx, by.member, &Kept { id, organisation, told }).await?;
    if kept { Ok(()) } else { Err(Failure::NotFound) }
}

/// One more stretch of study.
pub(crate) async fn add_education(tx: &Tx, by: &By, told: Education) -> Result<EducationId, Failure<Refusal>> {
    room_for(tx, by.member, Section::Education, 1).await?;
    let id = EducationId(by.fresh());
    keep_education(tx, by, id, told).await?;
    spells_changed(tx, by, by.member).await?;
    Ok(id)
}

/// A stretch of study as it is now.
pub(crate) async fn change_education(
    tx: &Tx,
    by: &By,
    id: EducationId,
    told: Education,
) -> Result<(), Failure<Refusal>> {
    let own = store::list_education(tx, by.member).await?;
    if !own.iter().any(|kept| kept.id == id) {
        return Err(Failure::NotFound);
    }
    keep_education(tx, by, id, told).await?;
    Ok(spells_changed(tx, by, by.member).await?)
}

/// All stretches of study anew.
pub(crate) async fn set_education(tx: &Tx, by: &By, told: Vec<Education>) -> Result<(), Failure<Refusal>> {
    emptied_for(tx, by.member, Section::Education, told.len()).await?;
    for education in told {
        keep_education(tx, by, EducationId(by.fresh()), education).await?;
    }
    Ok(spells_changed(tx, by, by.member).await?)
}

async fn keep_education(tx: &Tx, by: &By, id: EducationId, told: Education) -> Result<(), Failure<Refusal>> {
    let told = told.checked().map_err(Failure::Refused)?;
    let organisation = keep_organisation(tx, by, &told.school, true).await?;
    let kept = store::keep_education(tx, by.member, &Kept { id, organisation, told }).await?;
    if kept { Ok(()) } else { Err(Failure::NotFound) }
}

/// One more skill; one that is there already stays once.
pub(crate) async fn add_skill(tx: &Tx, by: &By, typed: &str) -> Result<(), Failure<Refusal>> {
    let skill = rules::skill(typed).map_err(Failure::Refused)?;
    room_for(tx, by.member, Section::Skills, 1).await?;
    store::keep_skill(tx, SkillId(by.fresh()), by.member, &skill).await?;
    marks_changed(tx, by, by.member).await?;
    Ok(changed(tx, by).await?)
}

/// All skills anew.
pub(crate) async fn set_skills(tx: &Tx, by: &By, typed: &[String]) -> Result<(), Failure<Refusal>> {
    emptied_for(tx, by.member, Section::Skills, typed.len()).await?;
    for skill in typed {
        let skill = rules::skill(skill).map_err(Failure::Refused)?;
        store::keep_skill(tx, SkillId(by.fresh()), by.member, &skill).await?;
    }
    marks_changed(tx, by, by.member).await?;
    Ok(changed(tx, by).await?)
}

/// One more link; the same address gets the new label.
pub(crate) async fn add_link(tx: &Tx, by: &By, link: Link) -> Result<(), Failure<Refusal>> {
    let link = link.checked().map_err(Failure::Refused)?;
    room_for(tx, by.member, Section::Links, 1).await?;
    store::keep_link(tx, LinkId(by.fresh()), by.member, &link).await?;
    Ok(changed(tx, by).await?)
}

/// All links anew.
pub(crate) async fn set_links(tx: &Tx, by: &By, links: Vec<Link>) -> Result<(), Failure<Refusal>> {
    emptied_for(tx, by.member, Section::Links, links.len()).await?;
    for link in links {
        let link = link.checked().map_err(Failure::Refused)?;
        store::keep_link(tx, LinkId(by.fresh()), by.member, &link).await?;
    }
    Ok(changed(tx, by).await?)
}

/// Takes one row of a section away.
pub(crate) async fn remove(tx: &Tx, by: &By, section: Section, id: i64) -> Result<(), Failure<Refusal>> {
    if !store::remove(tx, by.member, section, id).await? {
        return Err(Failure::NotFound);
    }
    if section == Section::Skills {
        marks_changed(tx, by, by.member).await?;
    }
    match section {
        Section::Positions | Section::Education => Ok(spells_changed(tx, by, by.member).await?),
        Section::Skills | Section::Links => Ok(changed(tx, by).await?),
    }
}

/// Tells the log all stretches of work and study of a member, as the tables have them now.
pub(crate) async fn spells_changed(tx: &Tx, by: &By, member: MemberId) -> Result<(), Fault> {
    let spells = store::spells(tx, member).await?;
    record(tx, by, &Change::SpellsChanged { member, spells }).await.map(drop)
}

/// Tells the log the marks of a member's place and skills, as the tables have them now.
async fn marks_changed(tx: &Tx, by: &By, member: MemberId) -> Result<(), Fault> {
    let (place, skills) = store::marked_words(tx, member).await?;
    let place = by.marks.place(&place);
    let skills = skills.iter().map(|words| by.marks.skill(words)).collect();
    record(tx, by, &Change::MarksChanged { member, place, skills }).await.map(drop)
}

/// Tells the log that texts, skills, links or photo are other than before.
pub(in crate::members) async fn changed(tx: &Tx, by: &By) -> Result<(), Fault> {
    record(tx, by, &Change::ProfileChanged { member: by.member }).await.map(drop)
}

/// Any of the above as an act of its own.
pub(in crate::members) async fn tell<T, F>(app: &App, act: F) -> Result<T, Failure<Refusal>>
where
    T: Send + 'static,
    F: AsyncFn(&Tx) -> Result<T, Failure<Refusal>> + Send + 'static,
{
    app.db.write(act).await
}

async fn room_for(tx: &Tx, member: MemberId, section: Section, more: i64) -> Result<(), Failure<Refusal>> {
    let there = store::count(tx, member, section).await?;
    if there + more > PROFILE_ROWS { Err(Failure::Refused(Refusal::TooManyRows)) } else { Ok(()) }
}

async fn emptied_for(tx: &Tx, member: MemberId, section: Section, rows: usize) -> Result<(), Failure<Refusal>> {
    store::clear(tx, member, section).await?;
    room_for(tx, member, section, i64::try_from(rows).unwrap_or(i64::MAX)).await
}
