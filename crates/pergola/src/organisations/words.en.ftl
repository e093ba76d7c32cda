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
