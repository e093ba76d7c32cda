//! Why an introduction or a request stays as it is. Nothing in these tells what another answered.

use super::{
    AGAIN_DAYS, CONNECTORS, LETTERS_A_DAY, PEOPLE, PROPOSED_A_DAY, REQUESTS_A_DAY, REQUESTS_A_TARGET, THANKS_CHARS,
    WHY_CHARS,
};

crate::refusals! {
    /// A refusal without a pace.
    Plain {
        TooFew => "introductions.too_few" @ "people",
        TooMany => "introductions.too_many" @ "people" { limit: PEOPLE },
        Oneself => "introductions.oneself" @ "people",
        Twice => "introductions.twice" @ "people",
        /// Somebody to whom the broker is not tied, or a card that is not his.
        Stranger => "introductions.stranger" @ "people",
        /// They know each other, and the broker may see that.
        AlreadyTied => "introductions.already_tied" @ "people",
        /// They know each other and show it to nobody, or one of them does not want to know of the other. One answer for
        /// both, so that neither can be told from it.
        NotThesePeople => "introductions.not_these_people" @ "people",
        AlreadyProposed => "introductions.already_proposed" @ "people" { days: AGAIN_DAYS },
        NoAddress => "introductions.no_address" @ "people",
        WhyMissing => "introductions.why_missing" @ "whys",
        WhyTooLong => "introductions.why_too_long" @ "whys" { limit: WHY_CHARS },
        /// It would go to somebody who is no member, and reads like an advertisement.
        WhyNotSent => "introductions.why_not_sent" @ "whys",
        /// Nobody can say just now whether it is an advertisement.
        WhyNotJudged => "introductions.why_not_judged" @ "whys",
        WhyForNobody => "introductions.why_for_nobody" @ "whys",
        AskUnknown => "introductions.ask_unknown" @ "ask",
        OfferUnknown => "introductions.offer_unknown" @ "offer",
        AlreadyAnswered => "introductions.already_answered",
        NoLongerOpen => "introductions.no_longer_open",
        /// Who proposed it is not asked.
        NotAsked => "introductions.not_asked",
        OnlyTheBroker => "introductions.only_the_broker",
        AnswerUnknown => "introductions.answer_unknown" @ "answer",
        NotMade => "introductions.not_made",
        HelpedUnknown => "introductions.helped_unknown" @ "helped",
        ThanksTooLong => "introductions.thanks_too_long" @ "thanks" { limit: THANKS_CHARS },
        AlreadyTold => "introductions.already_told",
        LinkAltered => "introductions.link_altered",
        LinkUsed => "introductions.link_used",
        LinkLate => "introductions.link_late",
        ToOneself => "introductions.to_oneself" @ "to",
        ToOnesTie => "introductions.to_ones_tie" @ "to",
        NoConnector => "introductions.no_connector" @ "through",
        TooManyConnectors => "introductions.too_many_connectors" @ "through" { limit: CONNECTORS },
        NoSuchPath => "introductions.no_such_path" @ "through",
        AlreadyRequested => "introductions.already_requested" @ "through" { days: AGAIN_DAYS },
        RequestedEnough => "introductions.requested_enough" @ "to" { limit: REQUESTS_A_TARGET, days: AGAIN_DAYS },
        MessageMissing => "introductions.message_missing" @ "message",
        MessageTooLong => "introductions.message_too_long" @ "message" { limit: WHY_CHARS },
        WordsMissing => "introductions.words_missing" @ "words",
        WordsTooLong => "introductions.words_too_long" @ "words" { limit: WHY_CHARS },
        ClosenessOutOfRange => "introductions.closeness_out_of_range" @ "closeness",
        /// Who is named is not known to both, is on the path already, or the path is full.
        NotBetter => "introductions.not_better" @ "connector",
        OnlyTheAsker => "introductions.only_the_asker",
    }
}

crate::paced_refusals! {
    /// A refusal of this room; some refuse the pace alone.
    Refusal of Plain,
    paced {
        TooManyToday => "introductions.too_many_today" { limit: PROPOSED_A_DAY },
        TooManyLettersToday => "introductions.too_many_letters_today" { limit: LETTERS_A_DAY },
        TooManyRequestsToday => "introductions.too_many_requests_today" { limit: REQUESTS_A_DAY },
    }
}
