# Cards of people who are not on Pergola.

card-new = A potted person
card-edit = Edit the card
card-lead = Only you see this card. We write nothing to this person.
card-name = First and last name
card-organisation = Where they work
card-position = What they do
card-place = Where they live
card-emails = E-mail addresses
card-phones = Phones
card-urls = Pages
card-one-a-line = One per line.
card-since = You know each other since
card-keep = Save the card
card-leave = Leave it
card-remove = Remove the card
card-remove-why = Your notes and your history go with the card. If you want a copy, prepare your archive first.
cards-removal = Remove all cards
cards-removal-why = { $count ->
    [0] You have no cards.
    [1] You have one card. Its notes and history go with it.
   *[other] You have { $count } cards. Their notes and histories go with them.
}
cards-removal-do = Remove all cards
done-card-made = The card is ready, and the person is in your garden.
done-card-changed = The card is changed.
done-card-removed = The card is gone.
done-cards-removed = The cards are gone.
contacts-name_missing = Write the person’s name.
contacts-name_too_long = A name can have { $limit } characters at most.
contacts-line_too_long = Work, position and place can have { $limit } characters each at most.
contacts-too_many_ways = A card holds { $limit } addresses, phones and pages at most.
contacts-email_malformed = An e-mail address looks like name@example.org, one per line.
contacts-phone_malformed = A phone number has 3 to 20 digits, one per line.
contacts-url_malformed = A page begins with https:// , one per line.
contacts-since_malformed = Write the day as 2021-05-04.
contacts-too_many_cards = You can keep { $limit } cards at most.
contacts-link_altered = This address is not whole. Copy it from the letter as it is, up to the last character; or write your e-mail address on the page for that.
contacts-address_malformed = This e-mail address is not complete: it should look like name@example.org.
objection-title = Keep your address off Pergola
objection-lead = Members can keep private cards of people they know. If you do not want your address on any of them, write it here: we send you a letter to be sure that it is yours.
objection-email = Your e-mail address
objection-ask = Send me the letter
objection-confirm = Remove my address
objection-confirm-why = We take it off every card and do not let it in again. Of you we keep only a fingerprint that cannot be read. We tell nobody who asked.
objection-never-why = With this button this address, and no other, is on no card here any more and gets no more of these letters, from anybody.
objection-letter-subject = Removing your address from { $server }
objection-letter = Somebody, we hope you, asked that this address be on no card of { $server } any more. To confirm, open this address within { $days } days: { $link } If it was not you, do nothing.
done-objection-asked = If the address exists, the letter is on its way.
done-objection-kept = Done: your address is on no card any more, and will not come back.
