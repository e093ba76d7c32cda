//! What came to pass: the entries of the change log.
//!
//! Whatever may come a moment later (the graph, search, notices, mail) is made by reading these. A change may gain a
//! field, never lose one. It names ids and what everybody may know, never texts, notes or addresses: the log outlives
//! what it speaks of, and erasing a member must not mean rewriting it.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{
        ApplicationId, ApproachId, AskId, CommentId, ContactId, ConversationId, EventId, GroupId, ImportId,
        IntroductionId, InvitationId, JobId, MeetingId, MemberId, MessageId, OrganisationId, PostId, TieId, TopicId,
    },
    moderation::About,
    network::Mark,
    time::{Timestamp, YearMonth},
};

/// How two people met; its words are in a table, its kind is enough for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetKind {
    Worked,
    Studied,
    Event,
    Introduced,
    Online,
    Other,
}

/// A stretch of work or study as the graph needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spell {
    pub organisation: OrganisationId,
    pub school: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<YearMonth>,
    /// None where it still lasts, or where the end is unknown (then `ended` is set).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<YearMonth>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
}

/// One entry of the change log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// Somebody joined. Willing to connect and showing ties to ties, as everybody at the start.
    MemberJoined {
        member: MemberId,
    },
    /// Name, headline, place, photo, skills or links of a member are other than before.
    ProfileChanged {
        member: MemberId,
    },
    /// All stretches of work and study of a member, as they are now.
    SpellsChanged {
        member: MemberId,
        spells: Vec<Spell>,
    },
    /// Place and skills of a member, as they are now.
    MarksChanged {
        member: MemberId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Mark>,
        skills: Vec<Mark>,
    },
    /// Who may see a member's ties, whether he stands on paths between others.
    SharingChanged {
        member: MemberId,
        connector: bool,
        hides_ties: bool,
    },
    /// An address was confirmed, or its owner chose to be found by it.
    FindableByAddress {
        member: MemberId,
    },
    /// The account closes at `until` unless its owner thinks again.
    MemberLeaving {
        member: MemberId,
        until: Timestamp,
    },
    MemberStayed {
        member: MemberId,
    },
    /// Everything of a member is gone.
    MemberErased {
        member: MemberId,
    },
    InvitationSent {
        invitation: InvitationId,
        from: MemberId,
        to: MemberId,
    },
    /// Accepted ones are told by `TieFormed`; refused and void ones only by this, alike for both.
    InvitationClosed {
        invitation: InvitationId,
        from: MemberId,
        to: MemberId,
    },
    TieFormed {
        tie: TieId,
        one: MemberId,
        other: MemberId,
        since: Timestamp,
        met: MetKind,
    },
    /// Both sides say that they met before, or otherwise.
    TieCorrected {
        tie: TieId,
        one: MemberId,
        other: MemberId,
        since: Timestamp,
        met: MetKind,
    },
    TieRemoved {
        one: MemberId,
        other: MemberId,
    },
    BlockPlaced {
        by: MemberId,
        against: MemberId,
    },
    BlockLifted {
        by: MemberId,
        against: MemberId,
    },
    /// A card names an address: if its person joins and wants to be found, the owner is told.
    ContactAddressKept {
        owner: MemberId,
        contact: ContactId,
    },
    ImportFinished {
        import: ImportId,
        member: MemberId,
    },
    /// Somebody is in a group whose members everybody here may see. Of others nothing is told.
    GroupJoined {
        group: GroupId,
        member: MemberId,
    },
    /// He left it, or is no longer shown in it.
    GroupLeft {
        group: GroupId,
        member: MemberId,
    },
    /// A group is gone, or its members are no longer for everybody to see.
    GroupHidden {
        group: GroupId,
    },
    /// Somebody came into a group, or went. Who is not said: a hidden group betrays nobody.
    GroupPeopleChanged {
        group: GroupId,
    },
    /// A group was made, or says something else of itself. Who is in it is told above alone.
    GroupChanged {
        group: GroupId,
    },
    /// Somebody follows a topic and lets everybody know.
    TopicFollowed {
        topic: TopicId,
        member: MemberId,
    },
    TopicUnfollowed {
        topic: TopicId,
        member: MemberId,
    },
    /// Somebody answered another's ask, and each knows who the other is.
    AskAnswered {
        by: MemberId,
        asker: MemberId,
    },
    /// Somebody wants to put others in touch, or passed a request on to its target: they are asked.
    IntroductionProposed {
        introduction: IntroductionId,
        by: MemberId,
    },
    /// Somebody who is asked said something. What, and who, is nobody's to read here.
    IntroductionAnswered {
        introduction: IntroductionId,
    },
    /// All said yes. The ties are told by `TieFormed`.
    IntroductionMade {
        introduction: IntroductionId,
        by: MemberId,
    },
    /// Taken back, or its time is over: alike for both.
    IntroductionClosed {
        introduction: IntroductionId,
    },
    /// One of those put in touch told what came of it.
    OutcomeTold {
        introduction: IntroductionId,
        by: MemberId,
    },
    /// The same, told by somebody off Pergola who came by the link of a letter.
    OutcomeToldByCard {
        introduction: IntroductionId,
        card: ContactId,
    },
    /// A request to be introduced was sent or went a step, or did not.
    RequestMoved {
        approach: ApproachId,
    },
    /// Taken back, or its time is over.
    RequestClosed {
        approach: ApproachId,
    },
    /// A suggestion was put aside by its reader.
    SuggestionDismissed {
        by: MemberId,
        other: MemberId,
    },
    /// People can write to each other. Who they are is in the tables alone: the log keeps no map of who writes to whom.
    ConversationOpened {
        conversation: ConversationId,
    },
    MessageSaid {
        conversation: ConversationId,
        message: MessageId,
    },
    /// Moderators took it away: it is there for its author alone.
    ThingHidden {
        about: About,
        id: i64,
    },
    /// A decision that took it away was lifted.
    ThingShown {
        about: About,
        id: i64,
    },
    /// It waited for a moderator, who let it through: it is new to all who may see it.
    ThingReleased {
        about: About,
        id: i64,
    },
    /// The account is closed by a decision: for nobody else it is there.
    MemberSuspended {
        member: MemberId,
    },
    MemberRestored {
        member: MemberId,
    },
    /// Somebody stepped out, or put it aside.
    ConversationLeft {
        conversation: ConversationId,
    },
    /// An ask, or an offer, stands on the board.
    AskPosted {
        ask: AskId,
        author: MemberId,
        offer: bool,
    },
    /// It says something else, is for others, or was renewed: it is to be read anew.
    AskChanged {
        ask: AskId,
        author: MemberId,
    },
    /// Its time is over: it rests until its author renews it.
    AskRested {
        ask: AskId,
        author: MemberId,
    },
    /// It was closed or deleted: it stands on no board any more.
    AskClosed {
        ask: AskId,
        author: MemberId,
    },
    /// Somebody wants to meet somebody. Who they are is in the tables alone: the log keeps no map of who meets whom.
    MeetingProposed {
        meeting: MeetingId,
    },
    /// It was answered, moved, called off, or its time to answer is over.
    MeetingChanged {
        meeting: MeetingId,
    },
    /// Its end passed: it is a moment for both.
    MeetingHeld {
        meeting: MeetingId,
    },
    /// What an organisation tells of itself, or who speaks for it, is other than before.
    OrganisationChanged {
        organisation: OrganisationId,
    },
    /// An ad stands open.
    JobPosted {
        job: JobId,
        organisation: OrganisationId,
    },
    /// It says something else, or was confirmed.
    JobChanged {
        job: JobId,
        organisation: OrganisationId,
    },
    /// It is open no more.
    JobClosed {
        job: JobId,
        organisation: OrganisationId,
    },
    /// An application was sent or went on. Whose, and to whom, is in the tables alone.
    ApplicationMoved {
        application: ApplicationId,
    },
    /// A gathering is up. Who may see it is in the tables.
    EventPosted {
        event: EventId,
        host: MemberId,
    },
    EventChanged {
        event: EventId,
        host: MemberId,
    },
    EventCancelled {
        event: EventId,
        host: MemberId,
    },
    /// Somebody comes, or does not: who, is nobody's to read here.
    EventAttendanceChanged {
        event: EventId,
    },
    /// Something was written for others to read. For whom, and what, is in the tables alone.
    PostWritten {
        post: PostId,
        author: MemberId,
    },
    /// It says something else, is for others, got its preview, or waits for a moderator or no longer does: it is to be
    /// read anew.
    PostChanged {
        post: PostId,
        author: MemberId,
    },
    PostRemoved {
        post: PostId,
        author: MemberId,
    },
    /// Something was said below a post, an ad or an event.
    CommentWritten {
        comment: CommentId,
        by: MemberId,
    },
    CommentRemoved {
        comment: CommentId,
        by: MemberId,
    },
    /// Whoever runs the server does not trust the search index: each server makes its own anew.
    SearchDoubted,
}

impl Change {
    /// The name of the change, as the log's `kind` column and the followers know it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::MemberJoined { .. } => "member_joined",
            Self::ProfileChanged { .. } => "profile_changed",
            Self::SpellsChanged { .. } => "spells_changed",
            Self::MarksChanged { .. } => "marks_changed",
            Self::SharingChanged { .. } => "sharing_changed",
            Self::FindableByAddress { .. } => "findable_by_address",
            Self::MemberLeaving { .. } => "member_leaving",
            Self::MemberStayed { .. } => "member_stayed",
            Self::MemberErased { .. } => "member_erased",
            Self::InvitationSent { .. } => "invitation_sent",
            Self::InvitationClosed { .. } => "invitation_closed",
            Self::TieFormed { .. } => "tie_formed",
            Self::TieCorrected { .. } => "tie_corrected",
            Self::TieRemoved { .. } => "tie_removed",
            Self::BlockPlaced { .. } => "block_placed",
            Self::BlockLifted { .. } => "block_lifted",
            Self::ContactAddressKept { .. } => "contact_address_kept",
            Self::ImportFinished { .. } => "import_finished",
            Self::GroupJoined { .. } => "group_joined",
            Self::GroupLeft { .. } => "group_left",
            Self::GroupHidden { .. } => "group_hidden",
            Self::GroupPeopleChanged { .. } => "group_people_changed",
            Self::GroupChanged { .. } => "group_changed",
            Self::TopicFollowed { .. } => "topic_followed",
            Self::TopicUnfollowed { .. } => "topic_unfollowed",
            Self::AskAnswered { .. } => "ask_answered",
            Self::IntroductionProposed { .. } => "introduction_proposed",
            Self::IntroductionAnswered { .. } => "introduction_answered",
            Self::IntroductionMade { .. } => "introduction_made",
            Self::IntroductionClosed { .. } => "introduction_closed",
            Self::OutcomeTold { .. } => "outcome_told",
            Self::OutcomeToldByCard { .. } => "outcome_told_by_card",
            Self::RequestMoved { .. } => "request_moved",
            Self::RequestClosed { .. } => "request_closed",
            Self::SuggestionDismissed { .. } => "suggestion_dismissed",
            Self::ConversationOpened { .. } => "conversation_opened",
            Self::MessageSaid { .. } => "message_said",
            Self::ThingHidden { .. } => "thing_hidden",
            Self::ThingShown { .. } => "thing_shown",
            Self::ThingReleased { .. } => "thing_released",
            Self::MemberSuspended { .. } => "member_suspended",
            Self::MemberRestored { .. } => "member_restored",
            Self::ConversationLeft { .. } => "conversation_left",
            Self::AskPosted { .. } => "ask_posted",
            Self::AskChanged { .. } => "ask_changed",
            Self::AskRested { .. } => "ask_rested",
            Self::AskClosed { .. } => "ask_closed",
            Self::MeetingProposed { .. } => "meeting_proposed",
            Self::MeetingChanged { .. } => "meeting_changed",
            Self::MeetingHeld { .. } => "meeting_held",
            Self::OrganisationChanged { .. } => "organisation_changed",
            Self::JobPosted { .. } => "job_posted",
            Self::JobChanged { .. } => "job_changed",
            Self::JobClosed { .. } => "job_closed",
            Self::ApplicationMoved { .. } => "application_moved",
            Self::PostWritten { .. } => "post_written",
            Self::PostChanged { .. } => "post_changed",
            Self::PostRemoved { .. } => "post_removed",
            Self::CommentWritten { .. } => "comment_written",
            Self::CommentRemoved { .. } => "comment_removed",
            Self::EventPosted { .. } => "event_posted",
            Self::EventChanged { .. } => "event_changed",
            Self::EventCancelled { .. } => "event_cancelled",
            Self::EventAttendanceChanged { .. } => "event_attendance_changed",
            Self::SearchDoubted => "search_doubted",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, MetKind};
    use crate::{
        ids::{MemberId, TieId},
        time::Timestamp,
    };

    #[test]
    fn a_change_reads_back_and_its_kind_is_its_tag() {
        let change = Change::TieFormed {
            tie: TieId(3),
            one: MemberId(1),
            other: MemberId(2),
            since: Timestamp(4),
            met: MetKind::Worked,
        };
        let json = serde_json::to_value(&change).unwrap();
        assert_eq!(json["kind"], change.kind());
        assert_eq!(serde_json::from_value::<Change>(json).unwrap(), change);
    }
}
