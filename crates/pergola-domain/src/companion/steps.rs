//! The steps that there are, in the order of the rule, with what each takes and who sees it.

/// Who sees what comes of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The member alone.
    OnlyYou,
    /// The person it is about.
    ThePerson,
    /// Each who is asked, of what is written to him.
    EachAsked,
    /// Nobody, until all said yes; a no nobody ever.
    WhenAllSaidYes,
    /// Those to whom it is passed on along a path, to the end of it.
    OnThePath,
    /// Who introduced; on a path also those who passed it on, where there are thanks.
    WhoHelped,
    /// Those to whom the member shows it.
    WhomYouChoose,
}

impl Seen {
    /// Its word in sentences and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnlyYou => "only_you",
            Self::ThePerson => "the_person",
            Self::EachAsked => "each_asked",
            Self::WhenAllSaidYes => "when_all_said_yes",
            Self::OnThePath => "on_the_path",
            Self::WhoHelped => "who_helped",
            Self::WhomYouChoose => "whom_you_choose",
        }
    }
}

macro_rules! steps {
    ($($(#[$doc:meta])* $variant:ident => $name:literal, $minutes:literal min, rests $rests:literal, $seen:ident;)*) => {
        /// A step, as its sentences are called.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Step {
            $($(#[$doc])* $variant,)*
        }

        impl Step {
            /// All of them, in the order of the rule.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// Its word in sentences, tables and JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How long it takes, about.
            #[must_use]
            pub const fn minutes(self) -> i64 {
                match self { $(Self::$variant => $minutes,)* }
            }

            /// Days of rest about the same subject once it is done.
            #[must_use]
            pub const fn rests_days(self) -> i64 {
                match self { $(Self::$variant => $rests,)* }
            }

            #[must_use]
            pub const fn seen(self) -> Seen {
                match self { $(Self::$variant => Seen::$seen,)* }
            }

            /// The step of that word.
            #[must_use]
            pub fn of_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|step| step.name() == name)
            }
        }
    };
}

steps! {
    // Somebody waits.
    /// A private question: may I introduce you?
    AnswerQuestion => "question", 1 min, rests 1, WhenAllSaidYes;
    /// Somebody wishes to be tied.
    AnswerInvitation => "answer", 1 min, rests 1, ThePerson;
    /// Somebody asks to be introduced through the member.
    AnswerRequest => "request", 3 min, rests 1, OnThePath;
    /// Somebody was offered as godparent, or asked to be one.
    AnswerGodparent => "godparent_answer", 1 min, rests 1, ThePerson;
    /// A message that has waited for two days.
    AnswerMessage => "message", 3 min, rests 3, ThePerson;
    // The first hour: whom one knows, then what one can give, then what one asks, then whom one could introduce. The ask
    // opens once there is an offer, so giving comes first; an introduction waits until one has seen how asking is.
    /// Nobody is in the garden.
    Import => "import", 5 min, rests 7, OnlyYou;
    /// Nobody has a bed yet.
    ChooseFive => "five", 3 min, rests 7, OnlyYou;
    /// No offer was ever made.
    FirstOffer => "first_offer", 3 min, rests 14, WhomYouChoose;
    /// No ask was ever made.
    FirstAsk => "first_ask", 3 min, rests 14, WhomYouChoose;
    /// The first two people whom a newcomer could put in touch.
    FirstIntroduction => "first_introduction", 3 min, rests 14, EachAsked;
    /// Somebody volunteers who has something in common.
    FindGodparent => "godparent", 1 min, rests 30, ThePerson;
    // Giving.
    /// An introduction of two weeks ago: did it help?
    TellOutcome => "outcome", 1 min, rests 30, WhoHelped;
    /// Two people who fit and do not know each other.
    Introduce => "introduce", 3 min, rests 3, EachAsked;
    /// An ask of the own network that an own offer fits.
    AnswerAsk => "answer_ask", 3 min, rests 7, ThePerson;
    /// A newcomer whom the member goes beside has not heard from him.
    GreetNewcomer => "greet", 3 min, rests 7, ThePerson;
    /// Somebody is thirsty.
    Tend => "tend", 3 min, rests 3, ThePerson;
    /// Somebody known for three years and silent as long.
    Reawaken => "reawaken", 5 min, rests 30, ThePerson;
    /// How an introduction one made has gone is not told.
    FollowUp => "follow_up", 3 min, rests 60, ThePerson;
    // Tending the own side.
    /// An offer or ask whose time is over.
    Renew => "renew", 1 min, rests 14, WhomYouChoose;
    /// An ask that rests: what came of it?
    CloseAsk => "close_ask", 1 min, rests 30, WhomYouChoose;
    /// A file offers something for the profile.
    TakeProposals => "proposals", 3 min, rests 7, WhomYouChoose;
    /// Both tell otherwise how they met.
    ConfirmMet => "confirm_met", 1 min, rests 30, ThePerson;
    /// People without a bed.
    Plant => "plant", 3 min, rests 7, OnlyYou;
    /// Nothing is told of work and studies.
    TellOfYourself => "tell", 5 min, rests 14, WhomYouChoose;
    /// Somebody on a card has joined.
    InviteContact => "invite_contact", 2 min, rests 30, ThePerson;
    /// Few ties, and people one may know.
    InviteSomebody => "invite", 2 min, rests 7, ThePerson;
    /// A tie without any word of one's own.
    WriteNote => "note", 2 min, rests 14, OnlyYou;
    /// An offer of half a year ago is the last.
    OfferAgain => "offer_again", 3 min, rests 90, WhomYouChoose;
    /// One has been here for a while and could go beside a newcomer.
    BecomeGodparent => "become_godparent", 1 min, rests 180, WhomYouChoose;
    /// No archive was taken away for a year.
    TakeArchive => "archive", 1 min, rests 365, OnlyYou;
    /// Who sees what was not looked at for a year.
    LookAtSharing => "sharing", 2 min, rests 365, OnlyYou;
}

impl Step {
    /// Whether somebody waits for the member: then it is said today, whatever was said before.
    #[must_use]
    pub const fn somebody_waits(self) -> bool {
        matches!(
            self,
            Self::AnswerQuestion
                | Self::AnswerInvitation
                | Self::AnswerRequest
                | Self::AnswerGodparent
                | Self::AnswerMessage
        )
    }

    /// Whether the step gives something to somebody.
    #[must_use]
    pub const fn gives(self) -> bool {
        matches!(
            self,
            Self::FirstOffer
                | Self::FirstIntroduction
                | Self::TellOutcome
                | Self::Introduce
                | Self::AnswerAsk
                | Self::GreetNewcomer
                | Self::Tend
                | Self::Reawaken
                | Self::FollowUp
                | Self::OfferAgain
                | Self::BecomeGodparent
        )
    }
}
