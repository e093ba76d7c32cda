//! The kinds of notices, all of them: the one place to touch when there is something new to tell members.
//!
//! A new kind is a line in [`KINDS`], a sentence `notice-NAME` in both languages (with `$name` for the person it is
//! about, in the words of the room that tells it), and, where it can become untrue, a line in `store::WHILE`. A kind
//! that is not here is kept but neither shown nor counted.

use pergola_domain::{ids::NoticeId, mailing::About};

/// Where a notice leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leads {
    /// To the page of the person it is about.
    Person,
    /// To a page; `{}` in it is the number of what the notice is about.
    Page(&'static str),
}

/// A kind of notice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) leads: Leads,
    /// By which choice of the member it is mailed.
    pub(crate) about: About,
}

pub(crate) const KINDS: &[Kind] = &[
    Kind { name: "invited", leads: Leads::Page("/invitations"), about: About::Questions },
    Kind { name: "tied", leads: Leads::Person, about: About::News },
    Kind { name: "contact_joined", leads: Leads::Person, about: About::News },
    Kind { name: "ask_rested", leads: Leads::Page("/asks/mine"), about: About::News },
    Kind { name: "thanked", leads: Leads::Person, about: About::News },
    Kind { name: "thanked_through", leads: Leads::Person, about: About::News },
    Kind { name: "post_commented", leads: Leads::Page("/posts/{}"), about: About::News },
    Kind { name: "post_thanked", leads: Leads::Page("/posts/{}"), about: About::News },
    Kind { name: "group_asked", leads: Leads::Page("/groups/{}/members"), about: About::Questions },
    Kind { name: "group_welcome", leads: Leads::Page("/groups/{}"), about: About::News },
    Kind { name: "group_ask_taken_out", leads: Leads::Page("/groups/{}"), about: About::News },
    Kind { name: "group_invited", leads: Leads::Page("/groups/{}"), about: About::Questions },
    Kind { name: "godparent_asked", leads: Leads::Page("/godparents"), about: About::Questions },
    Kind { name: "godparent_beside", leads: Leads::Page("/godparents"), about: About::News },
    Kind { name: "introduction_asked", leads: Leads::Page("/introductions/{}"), about: About::Questions },
    Kind { name: "introduction_waits", leads: Leads::Page("/introductions/{}"), about: About::Questions },
    Kind { name: "introduction_made", leads: Leads::Page("/introductions/{}"), about: About::Questions },
    Kind { name: "introduction_came", leads: Leads::Page("/introductions/{}"), about: About::News },
    Kind { name: "introduction_closed", leads: Leads::Page("/introductions/{}"), about: About::News },
    Kind { name: "outcome_asked", leads: Leads::Page("/introductions/{}"), about: About::News },
    Kind { name: "introduction_thanked", leads: Leads::Page("/introductions/{}"), about: About::News },
    Kind { name: "introduction_told", leads: Leads::Page("/introductions/{}"), about: About::News },
    Kind { name: "introduction_told_by_letter", leads: Leads::Page("/introductions/{}"), about: About::News },
    Kind { name: "request_asked", leads: Leads::Page("/requests/{}"), about: About::Questions },
    Kind { name: "request_waits", leads: Leads::Page("/requests/{}"), about: About::Questions },
    Kind { name: "request_made", leads: Leads::Page("/requests/{}"), about: About::News },
    Kind { name: "request_thanked", leads: Leads::Page("/requests/{}"), about: About::News },
    Kind { name: "speaker_invited", leads: Leads::Page("/organisations/{}"), about: About::Questions },
    Kind { name: "application_came", leads: Leads::Page("/applications/{}"), about: About::Questions },
    Kind { name: "application_moved", leads: Leads::Page("/applications/{}"), about: About::Questions },
    Kind { name: "application_withdrawn", leads: Leads::Page("/applications/{}"), about: About::News },
    Kind { name: "application_over", leads: Leads::Page("/applications/{}"), about: About::News },
    Kind { name: "application_closed", leads: Leads::Page("/applications/{}"), about: About::News },
    Kind { name: "application_open", leads: Leads::Page("/applications/{}"), about: About::News },
    Kind { name: "job_referred", leads: Leads::Page("/referrals"), about: About::Questions },
    Kind { name: "search_found", leads: Leads::Page("/jobs/searches"), about: About::News },
    Kind { name: "job_commented", leads: Leads::Page("/jobs/{}"), about: About::News },
    Kind { name: "job_due", leads: Leads::Page("/jobs/mine"), about: About::Questions },
    Kind { name: "jobs_vanished", leads: Leads::Page("/organisations/{}/feeds"), about: About::News },
    Kind { name: "job_back", leads: Leads::Page("/jobs/{}"), about: About::News },
    Kind { name: "held", leads: Leads::Page("/decisions"), about: About::News },
    Kind { name: "released", leads: Leads::Page("/decisions"), about: About::News },
    Kind { name: "decided", leads: Leads::Page("/decisions/{}"), about: About::Questions },
    Kind { name: "taken_out_of_group", leads: Leads::Page("/decisions/{}"), about: About::Questions },
    Kind { name: "appeal_answered", leads: Leads::Page("/decisions/{}"), about: About::Questions },
    Kind { name: "report_decided", leads: Leads::Page("/reports"), about: About::News },
    Kind { name: "request_closed", leads: Leads::Page("/requests/{}"), about: About::News },
    Kind { name: "meeting_proposed", leads: Leads::Page("/meetings/{}"), about: About::Questions },
    Kind { name: "meeting_moved", leads: Leads::Page("/meetings/{}"), about: About::Questions },
    Kind { name: "meeting_agreed", leads: Leads::Page("/meetings/{}"), about: About::News },
    Kind { name: "meeting_elsewhere", leads: Leads::Page("/meetings/{}"), about: About::News },
    Kind { name: "meeting_declined", leads: Leads::Page("/meetings/{}"), about: About::News },
    Kind { name: "meeting_cancelled", leads: Leads::Page("/meetings/{}"), about: About::News },
    Kind { name: "stay_told", leads: Leads::Page("/stays"), about: About::News },
    Kind { name: "event_place", leads: Leads::Page("/events/{}"), about: About::Questions },
    Kind { name: "event_changed", leads: Leads::Page("/events/{}"), about: About::News },
    Kind { name: "event_commented", leads: Leads::Page("/events/{}"), about: About::News },
    Kind { name: "event_cancelled", leads: Leads::Page("/events/{}"), about: About::News },
    Kind { name: "meeting_held", leads: Leads::Page("/meetings/{}"), about: About::News },
];

impl Kind {
    /// Whether a letter of its own tells it, with a calendar, whatever the member chose: then no other letter does.
    pub(crate) fn has_own_letter(&self) -> bool {
        ["meeting_agreed", "meeting_elsewhere", "meeting_cancelled"].contains(&self.name)
    }

    /// What a letter tells with it, under one name however often it is told: never two letters about one thing.
    pub(crate) fn thing(&self, notice: NoticeId, subject: Option<i64>) -> String {
        match (self.name, subject) {
            ("introduction_asked" | "introduction_waits", Some(introduction)) => format!("question:{introduction}"),
            ("request_asked" | "request_waits", Some(request)) => format!("request:{request}"),
            _ => format!("notice:{notice}"),
        }
    }

    pub(crate) fn find(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The address of what a notice is about. `person` is the page of whom it is about.
    pub(crate) fn address(&self, person: Option<&str>, subject: Option<i64>) -> String {
        match self.leads {
            Leads::Person => person.unwrap_or("/notices").to_owned(),
            Leads::Page(path) => match subject {
                Some(subject) => path.replace("{}", &subject.to_string()),
                None => path.split("{}").next().unwrap_or("/notices").trim_end_matches('/').to_owned(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use pergola_domain::{ids::NoticeId, mailing::About};

    use super::{KINDS, Kind, Leads};

    #[test]
    fn a_notice_leads_to_what_it_is_about() {
        let kind = |leads| Kind { name: "x", leads, about: About::News };
        assert_eq!(kind(Leads::Person).address(Some("/@ada"), None), "/@ada");
        assert_eq!(kind(Leads::Person).address(None, Some(3)), "/notices");
        assert_eq!(kind(Leads::Page("/asks/{}")).address(None, Some(3)), "/asks/3");
        assert_eq!(kind(Leads::Page("/asks/{}")).address(None, None), "/asks");
        assert_eq!(kind(Leads::Page("/invitations")).address(Some("/@ada"), Some(3)), "/invitations");
    }

    #[test]
    fn what_has_a_letter_of_its_own_is_mailed_by_no_other() {
        let own: Vec<_> = KINDS.iter().filter(|kind| kind.has_own_letter()).map(|kind| kind.name).collect();
        assert_eq!(own, ["meeting_agreed", "meeting_elsewhere", "meeting_cancelled"]);
    }

    #[test]
    fn a_question_and_its_reminder_are_one_thing() {
        let thing = |name, notice| Kind::find(name).unwrap().thing(NoticeId(notice), Some(3));
        assert_eq!(thing("introduction_asked", 1), thing("introduction_waits", 2));
        assert_eq!(thing("request_asked", 1), thing("request_waits", 2));
        assert_ne!(thing("introduction_asked", 1), thing("introduction_made", 2));
        assert_ne!(thing("introduction_told", 1), thing("introduction_told", 2), "two people told");
    }
}
