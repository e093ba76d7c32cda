# Organisations

organisations-name_missing = Say what the organisation is called.
organisations-name_too_long = The name has { $most } characters at most.
organisations-about_too_long = The description has { $most } characters at most.
organisations-kind_unknown = Choose what kind of organisation it is.
organisations-domain_malformed = A domain is written like this: workshop.example, without https:// or anything else.
organisations-domain_of_many = Anybody can have a mailbox there: it shows nothing about an organisation.
organisations-address_elsewhere = The address must be of that domain.
organisations-proof_not_found = The proof is not there yet. A DNS record sometimes takes hours: try again later.
organisations-proof_over = { $days } days have passed: begin a new proof.
organisations-domain_taken = Another organisation has proven this domain already.
organisations-not_speaking = Only those who speak for the organisation may do this.
organisations-last_owner = You are the only one responsible: name another first.
organisations-too_many_speakers = { $most } people at most may speak for an organisation.
organisations-too_many_new = One may add { $most } organisations a day.

organisation-kind-company = company
organisation-kind-head_hunter = head hunter
organisation-kind-agency = employment agency
organisation-kind-association = association
organisation-kind-public_body = public body
organisation-kind-school = school
organisation-role-owner = in charge
organisation-role-poster = may post
organisation-known = Whom you know here
organisation-nobody = Nobody in your network, up to three steps, works or worked here.
organisation-is-there = works there
organisation-is-there-years = works there, { $years }
organisation-was-there = worked there
organisation-was-there-years = worked there, { $years }
organisation-knows-poster = knows who posts
organisation-way-untold = The way cannot be told: who is between does not show it.
organisation-ask = Ask to be introduced
organisation-more = And { $count } more people.
organisation-unproven = unproven: anybody may have written its name
organisation-proven = proven: { $domain }
organisation-about = What it does
organisation-jobs = Jobs
organisation-see-jobs = The open ads
organisation-post-job = Post an ad
organisation-tell = Tell about it
organisation-speakers = Who speaks for it
organisation-mute = Nobody so far.
organisation-claim = I speak for it
organisation-prove = Prove that it is your organisation
organisation-new = Add an organisation
organisation-edit = Tell about the organisation
organisation-new-lead = Who speaks for it may post ads. Until it is proven, that is written beside it.
organisation-name = What it is called
organisation-name-hint = Write it as those who work there do: so those who are and were there are found.
organisation-kind = What it is
organisation-place = Where
organisation-save = Save
organisation-add = Add
organisation-remove-speaker = Remove
organisation-add-speaker = Add a person, by handle
organisation-role = What they may do
organisation-speaker-do = Add
organisation-prove-lead = Three ways: a DNS record, a file on the site, a letter to a mailbox of the domain.
organisation-begun = Proofs begun
organisation-do-dns = Add a TXT record to the DNS:
organisation-do-file = Put a file on the site with this line alone:
organisation-do-letter = We wrote to a mailbox of { $domain }: open the link in the letter.
organisation-do-where = Where
organisation-do-what = What
organisation-do-until = Good until { $day }.
organisation-look = Look now
organisation-domain = Domain
organisation-domain-hint = For example workshop.example
organisation-way = How
organisation-way-dns = DNS record
organisation-way-file = file on the site
organisation-way-letter = letter
organisation-address = Mailbox of the domain
organisation-address-hint = Only needed for the letter.
organisation-begin = Begin the proof
organisation-letter-lead = Do you confirm that { $name } is yours, and that { $domain } is its domain?
organisation-letter-do = Yes, I confirm
organisations-spoken_for = Somebody speaks for this organisation already: ask them to add you.
organisations-speaker_unknown = There is nobody here with this handle.
organisations-role_unknown = Say what they may do: be in charge, or post.
organisations-way_unknown = Choose how to prove it.
done-organisation-made = Done. Now you may prove that it is your organisation.
done-organisation-changed = Saved.
done-speaker-kept = They speak for it now.
done-speaker-removed = They do not speak for it any more.
done-proof-begun = The proof is begun.
done-proof-found = The proof is there: the organisation is proven now.
mail-proof-subject = Confirm that { $name } is yours
organisation-feeds = Ads from another site
mail-proof =
    Somebody wants to speak for { $name } on Pergola and named this mailbox.

    If it is you, open this link while you are signed in:
    { $link }

    If you know nothing of it, do nothing: without the link nothing happens.
