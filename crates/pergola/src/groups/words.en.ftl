# Groups

groups-name_missing = Give the group a name.
groups-name_too_long = The name is too long: { $limit } characters at most.
groups-purpose_missing = Write what the group is for, even in a few words.
groups-purpose_too_long = It is too long: { $limit } characters at most.
groups-entry_unknown = Choose how people come in.
groups-role_unknown = Choose “member” or “moderator”.
groups-only_open_ones = Only an open group can be read from outside.
groups-in_too_many = You are in { $limit } groups already. Leave one, then come back.
groups-made_too_many = You have made { $limit } groups today. You can go on tomorrow.
groups-invited_too_many = You have asked { $limit } people into groups today. You can go on tomorrow.
groups-person_unknown = We find nobody with this username here.
groups-last_moderator = Somebody has to look after the group: first hand it to somebody else.
groups-not_your_ask = You can pin only what you ask or offer yourself.

notice-group_asked = { $name } would like to join a group of yours
notice-group_welcome = { $name } opened the door of a group for you
notice-group_invited = { $name } invites you into a group

groups-title = Groups
groups-lead = People with something in common. You come and go without any noise.
groups-mine = My groups
groups-none-mine = None yet.
groups-asked = Where you asked to come in
groups-asked-lead = Whoever looks after the group decides, and only they see it.
groups-asked-hidden = A group that is not shown any more
groups-asked-hidden-lead = You asked to come in ({ $day }); since then it is there only for those in it. Your request still waits, until you take it back.
groups-unask = Stop asking
groups-others = Groups here
groups-none-others = There are no others yet.
groups-more = More groups
groups-make = Make a group
groups-make-lead = Say what it is for, so that whoever comes knows whether it is for them.
groups-make-do = Make the group
groups-edit = Edit the group
groups-save = Save
groups-back = Back to the group
groups-name = Name
groups-purpose = What it is for
groups-purpose-hint = In two or three sentences.
groups-entry = How you come in
groups-entry-open = open
groups-entry-on_request = on request
groups-entry-hidden = hidden
groups-entry-why-open = anybody can come in, and everybody here can read
groups-entry-why-on_request = those who look after it let people in; only those in it can read
groups-entry-why-hidden = by invitation alone; to others it does not exist
groups-outside = Read from outside
groups-outside-do = Also by people who are not members here
groups-outside-why = only with a feed reader (Atom), and only if the group is open
groups-remove = Close the group
groups-remove-why = The group disappears. What each person wrote in it stays theirs, and only they see it; the conversation goes to the archive of those who were in it.
groups-remove-do = Close the group for good

groups-role-moderator = looks after the group
groups-role-member = is in it
groups-role-asking = asks to come in
groups-role-invited = is invited

groups-people = Who is in it
groups-invite = Invite somebody
groups-invite-hint = Their username. They decide whether to come in.
groups-invite-do = Invite
groups-let-in = Let in
groups-not-now = Not now
groups-make-moderator = Share looking after it
groups-make-member = No longer looks after it
groups-take-out = Take out of the group

done-group-made = The group is open.
done-group-changed = The group is changed.
done-group-removed = The group is gone.
done-group-entered = You are in it now.
done-group-asked = You asked to come in. If the door is opened for you, you will find it among the news.
done-group-left = You are out of the group. We tell nobody.
done-group-unasked = You no longer ask to come in. We tell nobody.
done-group-appointed = Done.
