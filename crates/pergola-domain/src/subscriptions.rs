//! What the own telephone and calendar may follow, and who may take the own card along.

crate::refusals! {
    /// Why an address or a card stays as it is.
    Refusal {
        /// There is no address to take back.
        NoAddress => "subscriptions.no_address",
        /// An address book of ties and cards is there to be read: what is in it is changed here.
        ReadOnly => "subscriptions.read_only",
        ShareUnknown => "subscriptions.share_unknown" @ "share",
    }
}

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Meetings, events and whom to tend, as a calendar that is read again and again.
    Calendar,
    /// Ties and own cards, as an address book (RFC 6352).
    People,
}

impl Kind {
    pub const ALL: [Self; 2] = [Self::Calendar, Self::People];

    /// Its word in tables, addresses and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::People => "people",
        }
    }

    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Who may take a member's card along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Share {
    #[default]
    Ties,
    /// Every member here.
    Everybody,
    Nobody,
}

impl Share {
    pub const ALL: [Self; 3] = [Self::Ties, Self::Everybody, Self::Nobody];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ties => "ties",
            Self::Everybody => "everybody",
            Self::Nobody => "nobody",
        }
    }

    /// Whether somebody may take it; who is tied, and who it is himself.
    #[must_use]
    pub const fn to(self, tied: bool, oneself: bool) -> bool {
        match self {
            _ if oneself => true,
            Self::Ties => tied,
            Self::Everybody => true,
            Self::Nobody => false,
        }
    }
}

impl std::str::FromStr for Share {
    type Err = Refusal;

    fn from_str(word: &str) -> Result<Self, Refusal> {
        Self::ALL.into_iter().find(|share| share.word() == word).ok_or(Refusal::ShareUnknown)
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn a_card_goes_to_whom_its_owner_lets_have_it() {
        for (share, to) in
            [(Share::Ties, [false, true]), (Share::Everybody, [true, true]), (Share::Nobody, [false, false])]
        {
            assert_eq!([share.to(false, false), share.to(true, false)], to, "{share:?}");
            assert!(share.to(false, true));
        }
    }
}
