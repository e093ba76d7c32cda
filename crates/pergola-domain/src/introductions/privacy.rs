//! Ten thousand towns live at random by these rules, and each person looks at everything after every act.
//!
//! Every life is lived twice: once with a no (or a "never by her", or a "not now", or a connector's no) at some moment,
//! once with silence in its place. Whoever did not say it must see the same, at every moment, in both.

mod deeds;
mod town;

use town::{Act, Look, PEOPLE, Town, Two};

use super::{Answer, Given, Pass, Role, Seen, Standing, State};
use crate::ids::{MemberId, PersonId};

const LIVES: u64 = 10_000;
const ACTS: usize = 36;

/// A small generator of numbers from a seed (xorshift64*), so that a life that failed can be lived again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % bound
    }

    fn person(&mut self) -> MemberId {
        MemberId(i64::try_from(self.below(u64::try_from(PEOPLE).unwrap())).unwrap() + 1)
    }

    fn place(&mut self) -> usize {
        usize::try_from(self.below(3)).unwrap()
    }

    fn act(&mut self, town: &Town) -> Act {
        let who = self.person();
        match self.below(100) {
            0..18 => self.proposal(who, town),
            18..52 => {
                let given = match self.below(10) {
                    0..7 => Given::Yes,
                    7 => Given::NotNow,
                    8 => Given::No,
                    _ => Given::NeverBy,
                };
                // Mostly somebody who is asked, or hardly anything would ever be made.
                match self.one_of(waiting(town)) {
                    Some((who, place)) if self.below(5) > 0 => Act::Answer(who, place, given),
                    _ => Act::Answer(who, self.place(), given),
                }
            }
            52..55 => Act::Withdraw(who, self.place()),
            55..58 => Act::Tell(who, self.place()),
            58..66 => self.request(who, town),
            66..76 => match self.one_of(passing(town)) {
                Some((who, place)) if self.below(5) > 0 => Act::PassOn(who, place),
                _ => Act::PassOn(who, self.place()),
            },
            76..78 => Act::Decline(who, self.place(), self.below(2) == 0),
            78..80 => Act::NameBetter(who, self.place(), self.person()),
            80..81 => Act::TakeBack(who, self.place()),
            81..84 => Act::Block(who, self.person()),
            84..86 => Act::Unblock(who, self.person()),
            86..90 => Act::Tie(who, self.person()),
            90..92 => Act::Untie(who, self.person()),
            92..93 => Act::Leave(who),
            93..95 => Act::Wait(24 * (7 + i64::try_from(self.below(10)).unwrap())),
            _ => Act::Wait(i64::try_from(self.below(72)).unwrap()),
        }
    }

    fn one_of<T>(&mut self, all: Vec<T>) -> Option<T> {
        let some = usize::try_from(self.below(u64::try_from(all.len()).unwrap().max(1))).unwrap();
        all.into_iter().nth(some)
    }

    /// Two whom somebody knows and who do not know each other; sometimes anybody at all.
    fn proposal(&mut self, who: MemberId, town: &Town) -> Act {
        let everybody = || (1..=PEOPLE).map(MemberId);
        let all = everybody().flat_map(|one| everybody().map(move |other| (one, other)));
        let fit = all.filter(|(one, other)| one < other && town.tied(who, *one) && town.tied(who, *other));
        let fit: Vec<_> = fit.filter(|(one, other)| !town.tied(*one, *other)).collect();
        let mut people = match self.one_of(fit) {
            Some((one, other)) if self.below(5) > 0 => vec![one, other],
            _ => vec![self.person(), self.person()],
        };
        if self.below(5) == 0 {
            people.push(self.person());
        }
        Act::Propose(who, people)
    }

    /// A path that stands; sometimes any at all.
    fn request(&mut self, who: MemberId, town: &Town) -> Act {
        let (one, other, target) = (self.person(), self.person(), self.person());
        let short = (1..=PEOPLE).map(MemberId).find(|one| town.tied(who, *one) && town.tied(*one, target));
        match short {
            Some(one) if self.below(3) == 0 => Act::Request(who, vec![one], target),
            _ if self.below(3) == 0 => Act::Request(who, vec![one], target),
            _ => {
                let everybody = || (1..=PEOPLE).map(MemberId);
                let all = everybody().flat_map(|one| everybody().map(move |other| (one, other)));
                let stands =
                    |(one, other): &Two| town.tied(who, *one) && town.tied(*one, *other) && town.tied(*other, target);
                let chosen = self.one_of(all.filter(stands).collect()).unwrap_or((one, other));
                Act::Request(who, vec![chosen.0, chosen.1], target)
            }
        }
    }

    /// A no that somebody could say now.
    fn no(&mut self, town: &Town) -> Option<(MemberId, Act)> {
        let asked = waiting(town).into_iter().flat_map(|(who, place)| {
            [Given::No, Given::NeverBy, Given::NotNow].map(|given| (who, Act::Answer(who, place, given)))
        });
        let connectors = passing(town).into_iter();
        let declined =
            connectors.flat_map(|(who, place)| [false, true].map(|word| (who, Act::Decline(who, place, word))));
        self.one_of(asked.chain(declined).collect())
    }
}

/// Whoever is asked now, with the place of the introduction.
fn waiting(town: &Town) -> Vec<(MemberId, usize)> {
    let asked = |who: MemberId| {
        let views = town.look(who, None).introductions;
        let open = views.into_iter().filter(|(_, view)| view.may_answer);
        open.map(|(place, _)| (who, town.asked.len() - 1 - place)).collect::<Vec<_>>()
    };
    (1..=PEOPLE).map(MemberId).flat_map(asked).collect()
}

/// Whoever may pass a request on now.
fn passing(town: &Town) -> Vec<(MemberId, usize)> {
    let asked = |who: MemberId| {
        let open = town.look(who, None).requests.into_iter().filter(|(_, standing, _)| *standing == Standing::Asked);
        open.map(|(place, ..)| (who, town.approaches.len() - 1 - place)).collect::<Vec<_>>()
    };
    (1..=PEOPLE).map(MemberId).flat_map(asked).collect()
}

fn looks(town: &Town, without: MemberId, doer: Option<MemberId>, ended: Option<&String>) -> Vec<(MemberId, Look)> {
    let others = (1..=PEOPLE).map(MemberId).filter(|person| *person != without);
    others.map(|person| (person, town.look(person, ended.filter(|_| doer == Some(person)).cloned()))).collect()
}

/// What holds of every look, whoever looks.
fn is_sound(town: &Town, person: MemberId) {
    let look = town.look(person, None);
    for (place, view) in &look.introductions {
        let introduction = &town.asked[*place].introduction;
        let all = Town::members(introduction);
        assert!(all.contains(&person), "a stranger sees nothing");
        assert!(
            all.iter().all(|other| *other == person || !town.blocked(person, *other)),
            "nothing is seen over a block"
        );
        let own = introduction.parties.iter().find(|party| party.person == PersonId::Member(person));
        assert!(own.is_none_or(|party| party.answer != Answer::Unheard), "the unheard question is not there");
        let all_yes = introduction.parties.iter().all(|party| party.answer == Answer::Yes);
        assert!(view.made_at.is_none() || all_yes, "ways to reach somebody come after all said yes");
        assert_eq!(view.made_at.is_some(), view.seen == Seen::Made);
        assert!(view.role == Role::Party || view.mine.is_none());
        assert!(view.role == Role::Broker || view.told.is_empty(), "thanks are for the one in the middle");
    }
    assert!(look.waiting <= look.introductions.len());
    for (place, standing, _) in &look.requests {
        let approach = &town.approaches[*place];
        let asker = approach.asker == person;
        let of_asker = matches!(standing, Standing::UnderWay | Standing::NoWay | Standing::Made);
        assert!(!asker || of_asker, "the asker sees under way, no way, or that it was made");
        assert!(asker || approach.steps.iter().any(|step| step.connector == person && step.pass != Pass::NotYet));
    }
}

#[test]
fn nobody_learns_from_anything_who_said_no() {
    let (mut nos, mut made, mut requested, mut over) = (0_u32, 0_u32, 0_u32, 0_u32);
    for life in 1..=LIVES {
        let mut chance = Chance(life.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let mut with = Town::new(|| chance.below(100) < 45);
        let when = usize::try_from(chance.below(u64::try_from(ACTS).unwrap())).unwrap();
        let mut parted: Option<(MemberId, Town)> = None;
        for step in 0..ACTS {
            if step >= when
                && parted.is_none()
                && let Some((who, act)) = chance.no(&with)
            {
                parted = Some((who, with.clone()));
                let ended = with.lives(&act);
                assert!(ended.is_some_and(|ended| ended.starts_with("answered") || ended == "done"), "life {life}");
                nos += 1;
            }
            let act = chance.act(&with);
            match &mut parted {
                None => drop(with.lives(&act)),
                Some((silent, without)) => {
                    // From here on the one who said no, and who did not, does nothing that others could notice.
                    if act.who() == Some(*silent) {
                        continue;
                    }
                    let (one, other) = (with.lives(&act), without.lives(&act));
                    let one = looks(&with, *silent, act.who(), one.as_ref());
                    let other = looks(without, *silent, act.who(), other.as_ref());
                    assert_eq!(one, other, "life {life}: {act:?} shows that {silent:?} said no");
                }
            }
            for person in (1..=PEOPLE).map(MemberId) {
                is_sound(&with, person);
            }
        }
        for asked in &with.asked {
            match asked.introduction.state {
                State::Made { .. } if asked.approach.is_some() => requested += 1,
                State::Made { .. } => made += 1,
                State::Over { .. } => over += 1,
                State::Open | State::Withdrawn { .. } => {}
            }
        }
    }
    // A property that nothing happens under is no property.
    let lived = format!("nos {nos}, made {made}, by request {requested}, over {over}");
    assert!(nos > 5_000 && made > 2_000 && requested > 200 && over > 1_000, "{lived}");
}
