# Curare: aiuole, ritmo, note, ciò che è successo.

garden-bed_name_missing = Dai un nome all’aiuola.
garden-bed_name_too_long = Il nome di un’aiuola può avere al massimo { $limit } caratteri.
garden-bed_name_taken = Hai già un’aiuola con questo nome.
garden-too_many_beds = Puoi avere al massimo { $limit } aiuole tue: togline una, o rinominala.
garden-bed_fixed = Questa aiuola c’è per tutti: non si rinomina e non si toglie.
garden-bed_unknown = Scegli una delle tue aiuole.
garden-cadence_out_of_range = Il ritmo va da { $least } a { $most } giorni, oppure nessuno.
garden-closeness_out_of_range = La vicinanza va da 1 a 5, oppure non la dici.
garden-notes_too_long = La nota può avere al massimo { $limit } caratteri.
garden-moment_kind_unknown = Scegli che cosa è successo.
garden-direction_unknown = Scegli da chi è partito: da te, da lui o lei, da tutti e due.
garden-moment_ahead = Questa data deve ancora venire: qui si scrive ciò che è già successo.
garden-moment_undated = Scrivi quando è successo, come 2026-03-22.
garden-moment_too_long = Bastano { $limit } caratteri: il resto può stare nella nota.
garden-moment_fixed = Questo l’ha annotato Pergola, o viene da un archivio: si può togliere, non riscrivere.
garden-too_many_moments = Con questa persona hai già scritto { $limit } momenti: togline qualcuno.
garden-person_unknown = Questa persona non è nel tuo giardino.
garden-nobody_chosen = Scegli almeno una persona.
garden-too_many_chosen = Al massimo { $limit } persone alla volta.
