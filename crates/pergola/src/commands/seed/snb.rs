//! The SNB data set: persons, whom they know, where they work and studied, what they care for, where they live.
//!
//! Files are divided by `|` with a header; `knows` stands in one file or two. Columns are taken by their place.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use pergola_domain::time::Timestamp;

use super::{Network, Seedling};

/// Skills and topics kept of each person: the data has a hundred for some.
const SKILLS: usize = 12;

pub(super) fn read(folder: &Path) -> Result<Network, String> {
    let mut network = Network::default();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut broken = 0;
    for row in rows(folder, "Person")? {
        let [id, first, last, _, _, joined, ..] = row.as_slice() else {
            broken += 1;
            continue;
        };
        places.insert(id.clone(), network.people.len());
        network.people.push(Seedling {
            handle: format!("snb-{id}"),
            name: format!("{first} {last}"),
            joined: moment(joined).unwrap_or_default(),
            ..Seedling::default()
        });
    }
    let names = |file: &str, column: usize| -> Result<BTreeMap<String, String>, String> {
        let rows = rows(folder, file)?.into_iter();
        Ok(rows.filter_map(|row| Some((row.first()?.clone(), row.get(column)?.replace('_', " ")))).collect())
    };
    let organisations = names("Organisation", 2)?;
    let towns = names("Place", 1)?;
    let topics = names("Tag", 1)?;
    let mut each = |file: &str, take: &mut dyn FnMut(&mut Seedling, &[String]) -> Option<()>| -> Result<(), String> {
        for row in rows(folder, file)? {
            let person = row.first().and_then(|id| places.get(id)).and_then(|place| network.people.get_mut(*place));
            if person.and_then(|person| take(person, &row)).is_none() {
                broken += 1;
            }
        }
        Ok(())
    };
    each("Person_isLocatedIn_Place", &mut |person, row| {
        person.place.clone_from(towns.get(row.get(1)?)?);
        Some(())
    })?;
    each("Person_workAt_Organisation", &mut |person, row| {
        person.spells.push((organisations.get(row.get(1)?)?.clone(), false, row.get(2)?.parse().ok(), None));
        Some(())
    })?;
    each("Person_studyAt_Organisation", &mut |person, row| {
        let year: Option<i16> = row.get(2)?.parse().ok();
        person.spells.push((organisations.get(row.get(1)?)?.clone(), true, year.map(|year| year - 4), year));
        Some(())
    })?;
    each("Person_hasInterest_Tag", &mut |person, row| {
        let topic = topics.get(row.get(1)?)?.clone();
        if person.skills.len() < SKILLS && !person.skills.contains(&topic) {
            person.skills.push(topic);
        }
        Some(())
    })?;
    let (repeats, unread) = acquaintances(folder, &places, &mut network)?;
    broken += unread;
    network.passed_over = vec![("not in the form of the data set", broken), ("repeats", repeats)];
    Ok(network)
}

/// Who knows whom; gives how many lines were repeats, and how many could not be read.
fn acquaintances(
    folder: &Path,
    places: &BTreeMap<String, usize>,
    network: &mut Network,
) -> Result<(usize, usize), String> {
    let mut broken = 0;
    let mut repeats = 0;
    let mut seen = std::collections::BTreeSet::new();
    for file in ["Person_knows_Person", "Person_knows_Person_1"] {
        if file.ends_with("_1") && !path(folder, file).exists() {
            continue;
        }
        for row in rows(folder, file)? {
            let place = |column: usize| row.get(column).and_then(|id| places.get(id)).copied();
            match (place(0), place(1)) {
                (Some(one), Some(other)) if one != other => {
                    if seen.insert((one.min(other), one.max(other))) {
                        let since = row.get(2).and_then(|text| moment(text)).unwrap_or_default();
                        network.ties.push((one, other, since));
                    } else {
                        repeats += 1;
                    }
                }
                _ => broken += 1,
            }
        }
    }
    Ok((repeats, broken))
}

fn path(folder: &Path, file: &str) -> PathBuf {
    folder.join(format!("{file}.csv"))
}

fn rows(folder: &Path, file: &str) -> Result<Vec<Vec<String>>, String> {
    let path = path(folder, file);
    let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.lines().skip(1).map(|line| line.split('|').map(str::to_owned).collect()).collect())
}

/// `20100214153210447`: year, month, day, hour, minute, second, millisecond, in UTC.
fn moment(text: &str) -> Option<Timestamp> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<i8>().ok();
    let year = text.get(..4)?.parse().ok()?;
    let day = jiff::civil::Date::new(year, part(4, 6)?, part(6, 8)?).ok()?;
    let time = day.at(part(8, 10)?, part(10, 12)?, part(12, 14)?, 0);
    let instant = time.to_zoned_datetime(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    Some(Timestamp(instant.as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::{moment, read};

    #[test]
    fn the_form_of_the_data_set_is_read() {
        let folder = tempfile::tempdir().unwrap();
        for (file, text) in [
            (
                "Person",
                "id|f|l|g|b|c|ip|br\n933|Mahinda|Perera|male|1|20100214153210447|x|F\n4|Bo|Li|male|1|20100301000000000|x|F\n",
            ),
            ("Organisation", "id|l|n|u\n7|Company|Kam_Air|x\n8|University|Kabul_University|x\n"),
            ("Place", "id|n|u|l\n5|Kabul|x|City\n"),
            ("Tag", "id|n|u\n9|Rumi|x\n"),
            ("Person_isLocatedIn_Place", "a|b\n933|5\n"),
            ("Person_workAt_Organisation", "a|b|c\n933|7|2013\n"),
            ("Person_studyAt_Organisation", "a|b|c\n4|8|2011\n"),
            ("Person_hasInterest_Tag", "a|b\n933|9\n4|77\n"),
            ("Person_knows_Person", "a|b|c\n933|4|20100422123057947\n4|933|20100422123057947\n933|933|1\n"),
        ] {
            std::fs::write(folder.path().join(format!("{file}.csv")), text).unwrap();
        }
        let network = read(folder.path()).unwrap();
        assert_eq!(network.people.len(), 2);
        assert_eq!(network.people[0].place, "Kabul");
        assert_eq!(network.people[0].spells, [("Kam Air".to_owned(), false, Some(2013), None)]);
        assert_eq!(network.people[1].spells, [("Kabul University".to_owned(), true, Some(2007), Some(2011))]);
        assert_eq!(network.people[0].skills, ["Rumi"]);
        assert_eq!(network.ties.len(), 1);
        assert_eq!(network.passed_over, [("not in the form of the data set", 2), ("repeats", 1)]);
        assert_eq!(moment("20100422123057947").map(|at| at.0), Some(1_271_939_457_000_000));
    }
}
