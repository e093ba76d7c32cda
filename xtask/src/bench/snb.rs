//! The SNB data set's folder, as far as the network needs it: persons, who knows whom, work, study, interests, places.

use std::{collections::BTreeMap, fs, path::Path};

use pergola_domain::{
    changes::{MetKind, Spell},
    ids::{MemberId, OrganisationId, TopicId},
    network::Mark,
    time::{Timestamp, YearMonth},
};
use pergola_index::{Belonging, TieRow};

/// The persons keep the data set's ids, one higher, since a member's id is never zero.
#[derive(Debug, Default)]
pub(crate) struct Town {
    pub(crate) members: Vec<MemberId>,
    pub(crate) ties: Vec<TieRow>,
    pub(crate) spells: Vec<(MemberId, Spell)>,
    pub(crate) belongings: Vec<(MemberId, Belonging)>,
    /// Name and country of an organisation.
    pub(crate) organisations: BTreeMap<i64, (String, String)>,
}

pub(crate) const fn member(person: i64) -> MemberId {
    MemberId(person + 1)
}

pub(crate) const fn person(member: MemberId) -> i64 {
    member.0 - 1
}

/// Organisations, like members, count from one.
pub(crate) const fn organisation(id: i64) -> OrganisationId {
    OrganisationId(id + 1)
}

/// Whether this is a folder of the data set.
pub(crate) fn is_there(folder: &Path) -> bool {
    folder.join("Person.csv").is_file()
}

pub(crate) fn read(folder: &Path) -> Result<Town, String> {
    let mut town = Town::default();
    for fields in rows(folder, "Person")? {
        town.members.push(member(number(&fields, 0)?));
    }
    for fields in rows(folder, "Person_knows_Person")? {
        let (one, other) = (member(number(&fields, 0)?), member(number(&fields, 1)?));
        town.ties.push(TieRow { one, other, since: moment(number(&fields, 2)?), met: MetKind::Other });
    }
    for (file, school) in [("Person_workAt_Organisation", false), ("Person_studyAt_Organisation", true)] {
        for fields in rows(folder, file)? {
            let year = i16::try_from(number(&fields, 2)?).ok().and_then(|year| YearMonth::new(year, None));
            // Of studies the data knows the last year alone, of work the first.
            let (from, to) = if school { (None, year) } else { (year, None) };
            let organisation = organisation(number(&fields, 1)?);
            let spell = Spell { organisation, school, from, to, ended: school };
            town.spells.push((member(number(&fields, 0)?), spell));
        }
    }
    for fields in rows(folder, "Person_hasInterest_Tag")? {
        town.belongings.push((member(number(&fields, 0)?), Belonging::Topic(TopicId(number(&fields, 1)? + 1))));
    }
    for fields in rows(folder, "Person_isLocatedIn_Place")? {
        town.belongings.push((member(number(&fields, 0)?), Belonging::Place(Mark(number(&fields, 1)? + 1))));
    }
    let places: BTreeMap<_, _> = rows(folder, "Place")?.into_iter().filter_map(|fields| pair(&fields, 0, 1)).collect();
    let located = rows(folder, "Organisation_isLocatedIn_Place")?;
    let located: BTreeMap<_, _> = located.into_iter().filter_map(|fields| pair(&fields, 0, 1)).collect();
    for fields in rows(folder, "Organisation")? {
        let Some((id, name)) = pair(&fields, 0, 2) else { continue };
        let place = located.get(&id).and_then(|place| place.parse::<i64>().ok());
        let country = place.and_then(|place| places.get(&place)).cloned().unwrap_or_default();
        town.organisations.insert(id, (name, country));
    }
    Ok(town)
}

fn pair(fields: &[String], key: usize, value: usize) -> Option<(i64, String)> {
    Some((fields.get(key)?.parse().ok()?, fields.get(value)?.clone()))
}

fn number(fields: &[String], place: usize) -> Result<i64, String> {
    let field = fields.get(place).and_then(|field| field.parse().ok());
    field.ok_or_else(|| format!("a row without its number {place}: {}", fields.join("|")))
}

/// Rows of `X.csv` and, where a table was cut in two, `X_1.csv`, which may lack its header.
fn rows(folder: &Path, table: &str) -> Result<Vec<Vec<String>>, String> {
    let first = folder.join(format!("{table}.csv"));
    let mut text = fs::read_to_string(&first).map_err(|error| format!("{}: {error}", first.display()))?;
    if let Ok(second) = fs::read_to_string(folder.join(format!("{table}_1.csv"))) {
        text.push('\n');
        text += &second;
    }
    let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    Ok(lines.map(|line| line.split('|').map(str::to_owned).collect()).collect())
}

/// 20100422123057947 is 2010-04-22 12:30:57.947; the day is enough.
fn moment(written: i64) -> Timestamp {
    let date = written / 1_000_000_000;
    let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
    // Days since 1970 by the civil calendar, March first, so that leap days come last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1 - 719_468;
    Timestamp(0).plus_days(days)
}

#[cfg(test)]
mod tests {
    use pergola_domain::time::Timestamp;

    use super::moment;

    #[test]
    fn written_moments_are_days() {
        assert_eq!(moment(19_700_101_000_000_000), Timestamp(0));
        assert_eq!(moment(20_100_422_123_057_947), Timestamp(0).plus_days(14_721));
    }
}
