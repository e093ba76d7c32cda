# Tending: beds, rhythm, notes, what happened.

garden-bed_name_missing = Give the bed a name.
garden-bed_name_too_long = The name of a bed can have { $limit } characters at most.
garden-bed_name_taken = You have a bed of this name already.
garden-too_many_beds = You can have { $limit } beds of your own at most: remove one, or rename it.
garden-bed_fixed = Everybody has this bed: it cannot be renamed or removed.
garden-bed_unknown = Choose one of your beds.
garden-cadence_out_of_range = A rhythm is between { $least } and { $most } days, or none.
garden-closeness_out_of_range = Closeness is from 1 to 5, or not said.
garden-notes_too_long = A note can have { $limit } characters at most.
garden-moment_kind_unknown = Choose what happened.
garden-direction_unknown = Choose who began: you, the other, or both.
garden-moment_ahead = This date is still to come: here you write what has happened already.
garden-moment_undated = Write when it happened, as 2026-03-22.
garden-moment_too_long = { $limit } characters are enough: the rest can go into the note.
garden-moment_fixed = Pergola noted this, or it comes from an archive: it can be removed, not rewritten.
garden-too_many_moments = You have written { $limit } moments with this person already: remove some.
garden-person_unknown = This person is not in your garden.
garden-nobody_chosen = Choose at least one person.
garden-too_many_chosen = { $limit } people at a time at most.
