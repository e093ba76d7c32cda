//! Jobs: an ad with its pay and a person behind it, what comes of it, and who there could open a door.
//!
//! ```text
//!   ad:           open ──30 days──► to confirm ──a week without a word──► closed (not confirmed)
//!                  ▲ └──author closes, with the outcome──► closed            │
//!                  └────author confirms (90 days in all at most)◄────────────┘ not again
//!
//!   application:  sent ──► seen ──► in conversation ──► offer ──► hired
//!                   └───────┴────────────┴───────────────┴──► not this time | withdrawn
//! ```
//! There is no field for past pay, on purpose, and no question, step, title or text that asks for it.

mod ad;
mod application;
mod know;
mod openness;
mod past_pay;
mod past_pay_in_text;
mod pay;
mod record;

pub use ad::{Ad, AdState, Contract, Outcome, Remote, Said, Typed, step};
pub use application::{Application, Asked, By, Stage};
pub use know::{Known, There, order};
pub use openness::{Openness, Speaks, also_not, employer_words, same_employer};
pub use past_pay::asks_past_pay;
pub use past_pay_in_text::text_asks_past_pay;
pub use pay::{CURRENCIES, Pay, Period, THOUSAND, cents};
pub use record::{Answerable, Deed, Facts as RecordFacts, Hands, Record};

use crate::refusals;

/// Less than so much in a year nobody means: it was written in thousands.
const LEAST_A_YEAR: i64 = 1_000;
pub const TITLE_CHARS: i64 = 120;
pub const TEXT_CHARS: i64 = 20_000;
pub const SKILLS: i64 = 15;
pub const LANGUAGES: i64 = 6;
pub const QUESTIONS: i64 = 5;
pub const QUESTION_CHARS: i64 = 300;
/// Steps of how one is chosen, and the characters of one.
pub const STEPS: i64 = 6;
pub const STEP_CHARS: i64 = 200;
/// Days until an ad must be confirmed, and the days it is waited for.
pub const LIVES_DAYS: i64 = 30;
pub const WAITED_DAYS: i64 = 7;
/// Days after which no ad lives on.
pub const MOST_DAYS: i64 = 90;
/// Open ads of one organisation.
pub const OPEN_ADS: i64 = 200;
/// Hours a week that an ad may name.
pub const HOURS_LEAST: i64 = 1;
pub const HOURS_MOST: i64 = 60;
pub const LETTER_CHARS: i64 = 4_000;
pub const ANSWER_CHARS: i64 = 2_000;
/// Words that go with a move of an application.
pub const MOVE_CHARS: i64 = 1_000;
pub const REFERRAL_CHARS: i64 = 600;
/// Days after which what applicants sent is erased, unless the ad says another number within these bounds.
pub const KEPT_DAYS: i64 = 180;
pub const KEPT_DAYS_LEAST: i64 = 30;
pub const KEPT_DAYS_MOST: i64 = 365;
/// What somebody says of the work he would like.
pub const OPEN_CHARS: i64 = 400;
/// Names that a member adds to those who never learn it, and the characters of one.
pub const ALSO_NOT: i64 = 20;
pub const NOT_CHARS: usize = 160;
const NOT_CHARS_TOLD: i64 = 160;
/// Searches that one member saves, and the characters of one.
pub const SEARCHES: i64 = 20;
pub const SEARCH_CHARS: usize = 600;
/// Feeds that one organisation has read, and the ads taken from one.
pub const FEEDS: i64 = 5;
pub const FEED_ADS: usize = 500;
const FEED_ADS_TOLD: i64 = 500;
/// Days without a word after which an applicant counts as unanswered.
pub const SILENCE_DAYS: i64 = 30;

refusals! {
    /// Why something about a job cannot be done.
    Refusal {
        TitleMissing => "jobs.title_missing" @ "title",
        TitleTooLong => "jobs.title_too_long" @ "title" { most: TITLE_CHARS },
        TextMissing => "jobs.text_missing" @ "text",
        TextTooLong => "jobs.text_too_long" @ "text" { most: TEXT_CHARS },
        PayMissing => "jobs.pay_missing" @ "pay_from",
        PayMalformed => "jobs.pay_malformed" @ "pay_from",
        /// The sign of another currency than the one that is chosen.
        PayOfAnother => "jobs.pay_of_another" @ "pay_from",
        /// Thirty a year are thirty thousand, or a slip.
        PayTooLittle => "jobs.pay_too_little" @ "pay_from" { least: LEAST_A_YEAR },
        PayUpsideDown => "jobs.pay_upside_down" @ "pay_to",
        PayTooWide => "jobs.pay_too_wide" @ "pay_to",
        CurrencyUnknown => "jobs.currency_unknown" @ "currency",
        PeriodUnknown => "jobs.period_unknown" @ "period",
        ContractUnknown => "jobs.contract_unknown" @ "contract",
        RemoteUnknown => "jobs.remote_unknown" @ "remote",
        HoursMalformed => "jobs.hours_malformed" @ "hours",
        PlaceMissing => "jobs.place_missing" @ "place",
        /// An agency says for whom, or that the client is not named.
        ClientMissing => "jobs.client_missing" @ "client",
        /// Only agencies and head hunters look on behalf of others.
        ClientOfNobody => "jobs.client_of_nobody" @ "client",
        LanguagesMalformed => "jobs.languages_malformed" @ "languages" { most: LANGUAGES },
        TooManySkills => "jobs.too_many_skills" @ "skills" { most: SKILLS },
        TooManyQuestions => "jobs.too_many_questions" @ "questions" { most: QUESTIONS },
        QuestionTooLong => "jobs.question_too_long" @ "questions" { most: QUESTION_CHARS },
        /// What somebody earned before is nobody's business here.
        AsksPastPay => "jobs.asks_past_pay" @ "questions",
        TitleAsksPastPay => "jobs.title_asks_past_pay" @ "title",
        TextAsksPastPay => "jobs.text_asks_past_pay" @ "text",
        TooManySteps => "jobs.too_many_steps" @ "steps" { most: STEPS },
        StepTooLong => "jobs.step_too_long" @ "steps" { most: STEP_CHARS },
        KeptTooLong => "jobs.kept_malformed" @ "kept_days" { least: KEPT_DAYS_LEAST, most: KEPT_DAYS_MOST },
        NotSpeaking => "jobs.not_speaking" @ "organisation",
        TooManyAds => "jobs.too_many_ads" { most: OPEN_ADS },
        Closed => "jobs.closed",
        OutcomeUnknown => "jobs.outcome_unknown" @ "outcome",
        TooOld => "jobs.too_old" { most: MOST_DAYS },
        NothingToConfirm => "jobs.nothing_to_confirm",
        OwnAd => "jobs.own_ad",
        AppliedAlready => "jobs.applied_already",
        LetterTooLong => "jobs.letter_too_long" @ "letter" { most: LETTER_CHARS },
        AnswerMissing => "jobs.answer_missing" @ "answers",
        AnswerTooLong => "jobs.answer_too_long" @ "answers" { most: ANSWER_CHARS },
        NothingSent => "jobs.nothing_sent" @ "sends",
        StageOver => "jobs.stage_over",
        StageBackwards => "jobs.stage_backwards",
        NotThere => "jobs.not_there",
        /// One speaks for those one knows.
        ReferralStranger => "jobs.referral_stranger" @ "applicant",
        ReferralAnswerUnknown => "jobs.referral_answer_unknown" @ "answer",
        ReferredAlready => "jobs.referred_already",
        ReferralMissing => "jobs.referral_missing" @ "text",
        ReferralTooLong => "jobs.referral_too_long" @ "text" { most: REFERRAL_CHARS },
        /// Nobody of that name, or oneself.
        ApplicantUnknown => "jobs.applicant_unknown" @ "applicant",
        MoveTooLong => "jobs.move_too_long" @ "words" { most: MOVE_CHARS },
        StageUnknown => "jobs.stage_unknown" @ "stage",
        OpennessUnknown => "jobs.openness_unknown" @ "openness",
        /// Whoever works there, or speaks for it, does not look for those who would leave it.
        OwnStaff => "jobs.own_staff" @ "organisation",
        WordsTooLong => "jobs.words_too_long" @ "words" { most: OPEN_CHARS },
        TooManyNot => "jobs.too_many_not" @ "also_not" { most: ALSO_NOT },
        NotTooLong => "jobs.not_too_long" @ "also_not" { most: NOT_CHARS_TOLD },
        TooManySearches => "jobs.too_many_searches" { most: SEARCHES },
        /// Who is open to work tells those who speak for a proven organisation.
        SearchForProven => "jobs.search_for_proven",
        SearchMalformed => "jobs.search_malformed" @ "query",
        /// A feed has no reader, so nobody whom he knows: it is not given as if nothing had been asked.
        FeedWithoutReader => "jobs.feed_without_reader" @ "known",
        FeedMalformed => "jobs.feed_malformed" @ "url",
        /// Only a proven organisation has its feeds read.
        FeedUnproven => "jobs.feed_unproven",
        /// What may be wrong with a feed when it is read; kept beside it.
        FeedUnreadable => "jobs.feed_unreadable",
        FeedTooMany => "jobs.feed_too_many" { most: FEED_ADS_TOLD },
        FeedUnreachable => "jobs.feed_unreachable",
        /// Gone, or without an ad, for the first time.
        FeedGone => "jobs.feed_gone",
        FeedEmpty => "jobs.feed_empty",
        FeedPrivate => "jobs.feed_private",
        FeedTooLarge => "jobs.feed_too_large",
        FeedTooSlow => "jobs.feed_too_slow",
        /// Why an ad of a feed was left.
        FeedOfAnother => "jobs.feed_of_another",
        FeedKeyless => "jobs.feed_keyless",
        TooManyFeeds => "jobs.too_many_feeds" { most: FEEDS },
    }
}

#[cfg(test)]
mod tests;
