//! Who the owner is, told from several sides: the profile gives the name, invitations the address (an incoming one is
//! addressed to him), and in messages he is the one who is in every conversation.

use std::collections::BTreeMap;

use crate::{csvfile::Rows, limits::Refusal, pieces::Who, profile_url::profile_key};

/// Rows of messages after which he must have shown himself.
const ENOUGH_ROWS: u64 = 5_000;

#[derive(Debug, Default)]
pub(crate) struct Owner {
    pub(crate) given: String,
    pub(crate) family: String,
    pub(crate) url: Option<String>,
    /// Rows of the sample in which an address stands, and how often with the owner's name beside it.
    votes: BTreeMap<String, (u64, u64)>,
    names: BTreeMap<String, u64>,
    rows: u64,
    partners: u64,
}

impl Owner {
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.given, self.family).trim().to_owned()
    }

    pub(crate) fn who(&self) -> Option<Who> {
        let who = Who { name: self.name(), url: self.url.clone() };
        (who != Who::default()).then_some(who)
    }

    /// True if this is he, by address if both have one, else by name.
    pub(crate) fn is(&self, name: &str, url: Option<&str>) -> bool {
        match (url, self.url.as_deref()) {
            (Some(url), Some(own)) => url == own,
            _ => {
                let own = self.name();
                !own.is_empty() && own.to_lowercase() == name.to_lowercase()
            }
        }
    }

    pub(crate) const fn is_known(&self) -> bool {
        self.url.is_some()
    }

    /// From the profile.
    pub(crate) fn learn_name(&mut self, rows: &mut Rows<'_>) -> Result<(), Refusal> {
        while let Some(row) = rows.next()? {
            if !row.is_empty() {
                self.given = row.get("first name").into_owned();
                self.family = row.get("last name").into_owned();
                return Ok(());
            }
        }
        Ok(())
    }

    /// From invitations: the majority, since a file may have been edited.
    pub(crate) fn learn_from_invitations(&mut self, rows: &mut Rows<'_>) -> Result<(), Refusal> {
        let mut votes: BTreeMap<String, u64> = BTreeMap::new();
        let mut read = 0;
        while let Some(row) = rows.next()? {
            let incoming = row.get("direction").eq_ignore_ascii_case("incoming");
            let own = row.get(if incoming { "inviteeprofileurl" } else { "inviterprofileurl" });
            if let Some(key) = profile_key(&own) {
                *votes.entry(key).or_default() += 1;
            }
            read += 1;
            if read >= ENOUGH_ROWS {
                break;
            }
        }
        self.url = votes.into_iter().max_by_key(|(_, count)| *count).map(|(url, _)| url);
        Ok(())
    }

    /// From messages, when nothing else said it.
    pub(crate) fn learn_from_messages(&mut self, rows: &mut Rows<'_>) -> Result<(), Refusal> {
        while let Some(row) = rows.next()? {
            let sender = row.get("from");
            let recipients = row.get("to");
            let mut here: Vec<String> = super::messages::addresses(&row.get("recipient profile urls"));
            if let Some(url) = profile_key(&row.get("sender profile url")) {
                let his_name = !self.name().is_empty() && self.name().to_lowercase() == sender.to_lowercase();
                let vote = self.votes.entry(url.clone()).or_default();
                vote.1 += u64::from(his_name);
                here.push(url);
            }
            here.sort();
            here.dedup();
            for url in here {
                self.votes.entry(url).or_default().0 += 1;
            }
            *self.names.entry(sender.into_owned()).or_default() += 1;
            *self.names.entry(recipients.into_owned()).or_default() += 1;
            self.rows += 1;
            if self.rows >= ENOUGH_ROWS {
                break;
            }
        }
        self.partners = u64::try_from(self.votes.len()).unwrap_or(u64::MAX);
        self.conclude();
        Ok(())
    }

    /// By name first; else who is in nine rows of ten, if nobody else is. With a single conversation that cannot be told, and
    /// a wrong guess would turn every direction round.
    fn conclude(&mut self) {
        let by_name = self.votes.iter().filter(|(_, vote)| vote.1 > 0).max_by_key(|(_, vote)| vote.1);
        if let Some((url, _)) = by_name {
            self.url = Some(url.clone());
            return;
        }
        let mut everywhere = self.votes.iter().filter(|(_, vote)| vote.0 * 10 >= self.rows * 9 && self.rows > 0);
        if let (Some((url, _)), None) = (everywhere.next(), everywhere.next()) {
            self.url = Some(url.clone());
        } else if self.name().is_empty() {
            self.learn_name_from_counts();
        }
    }

    /// Old files have no addresses of recipients: the name that is on either side of every row.
    fn learn_name_from_counts(&mut self) {
        let mut everywhere =
            self.names.iter().filter(|(name, count)| !name.is_empty() && **count * 10 >= self.rows * 9);
        if let (Some((name, _)), None) = (everywhere.next(), everywhere.next()) {
            let (given, family) = crate::people::split_name(name);
            (self.given, self.family) = (given, family);
        }
    }
}
