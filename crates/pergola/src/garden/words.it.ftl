# Il giardino: aiuole, piante, chi curare questa settimana.

garden-title = Il tuo giardino
garden-lead = { $people ->
    [1] Una persona
   *[other] { $people_words } persone
} in { $beds ->
    [1] un’aiuola
   *[other] { $beds_words } aiuole
}. Più una pianta è vicina al sentiero, più il legame è forte.
garden-lead-no-beds = { $people ->
    [1] Una persona aspetta
   *[other] { $people_words } persone aspettano
} un’aiuola. Più una pianta è vicina al sentiero, più il legame è forte.
garden-due = Da curare questa settimana
garden-due-lead = { $count ->
    [1] Una persona, non di più. Le altre possono aspettare.
   *[other] { $words } persone, non di più. Le altre possono aspettare.
}
garden-due-rule = Come si scelgono: prima chi è più in là del ritmo che gli hai dato e, a parità, chi ti è più vicino. Una settimana su quattro c’è anche qualcuno che non senti da { $years ->
    [1] un anno
   *[other] { $years_words } anni
} o più. Chi è comparso da poco lascia passare gli altri; chi metti da parte non torna per { $peace ->
    [1] una settimana
   *[other] { $peace_words } settimane
}.
due-thirsty = Vi sentite { $rhythm }; l’ultima volta { $ago }.
due-untold = Vi sentite { $rhythm }; qui non c’è ancora niente di scritto.
due-dormant = Non vi sentite da { $years ->
    [1] un anno
   *[other] { $words } anni
}. Chi si ritrova dopo tanto tempo ha molto da raccontarsi: basta un saluto.
due-done = Ci siamo sentiti
due-not-now = Non ora
garden-beds = Le aiuole
garden-views = Vista del giardino
garden-view-both = Quadro ed elenco
garden-view-picture = Solo quadro
garden-view-list = Solo elenco
garden-foot = Ogni pianta resta al suo posto finché il legame non cambia. Questo giardino lo vedi solo tu. { $beds }, { $bring }, { $picture }.
garden-foot-beds = Aggiungi o rinomina un’aiuola
garden-foot-bring = porta qui chi conosci già
garden-foot-picture = scarica il quadro
garden-empty = Il giardino è pronto
garden-empty-lead = Manca solo qualcuno. Comincia da una persona che ti ha aiutato: bastano il nome e come vi siete conosciuti.
garden-empty-plant = Pianta la prima persona
garden-empty-bring = Porta qui un archivio

legend = Come si legge il quadro
state-bloom = in fiore
state-leaf = in foglia
state-thirsty = ha sete
state-resting = a riposo
state-sprout = germoglio
state-potted = in vaso
legend-bloom = vi siete cercati, tutti e due
legend-leaf = va bene così
legend-thirsty = è ora di farsi vivi
legend-resting = l’hai deciso tu
legend-sprout = vi conoscete da poco
legend-potted = non è su Pergola

bed-customers = Clienti
bed-suppliers = Fornitori
bed-partners = Partner
bed-inspiration = Ispirazione
bed-mentors = Mentori
bed-work_mates = Colleghi
species-lemon = limoni
species-olive = ulivi
species-vine = viti
species-iris = iris
species-pomegranate = melograni
species-jasmine = gelsomini
bed-people = { $count ->
    [0] nessuno, { $species }
    [1] una persona, { $species }
   *[other] { $count } persone, { $species }
}
bed-undrawn = { $count ->
    [1] E un’altra nell’elenco.
   *[other] E altre { $count } nell’elenco.
}
bed-all = Tutta l’aiuola
bed-empty = Ancora nessuno.
bed-empty-how = In questa aiuola non c’è ancora nessuno.
bed-picture = Il quadro dell’aiuola
bed-find = Cerca per nome
bed-find-do = Cerca
bed-find-all = Mostra tutti
bed-found = { $count ->
    [0] Nessuno si chiama «{ $q }».
    [1] Una persona per «{ $q }».
   *[other] { FIRST($count) } persone per «{ $q }».
}
caption-bloom = { $count } in fiore
caption-leaf = { $count } in foglia
caption-resting = { $count } a riposo
caption-sprout = { $count ->
    [1] 1 germoglio
   *[other] { $count } germogli
}
caption = { $states }.
caption-with-thirsty = { $states }. { $count ->
    [1] Ha
   *[other] Hanno
} sete: { $names }.
caption-with-many-thirsty = { $states }. Hanno sete in { $count }.
caption-only-thirsty = { $count ->
    [1] Ha
   *[other] Hanno
} sete: { $names }.
caption-only-many-thirsty = Hanno sete in { $count }.
row-strong = vicino al sentiero
row-good = a metà aiuola
row-light = in fondo
plant-line = { $state }, { $row }; { $ago }{ $potted ->
    [yes] ; in vaso
   *[no] {""}
}
plant-line-untold = { $state }, { $row }; nel giardino: { $ago }{ $potted ->
    [yes] ; in vaso
   *[no] {""}
}
rhythm-line = { $rhythm }; l’ultima volta { $ago }
rhythm-line-untold = { $rhythm }; ancora niente di scritto
rhythm-line-free = nessun ritmo; l’ultima volta { $ago }
rhythm-line-free-untold = nessun ritmo, ancora niente di scritto

beds-lead = Sei ci sono per tutti, le altre le decidi tu. Ogni aiuola ha la sua pianta.
bed-change = Rinomina o togli
bed-name = Nome dell’aiuola
bed-name-hint = Al massimo 40 caratteri. { $left ->
    [1] Puoi aggiungerne ancora una.
   *[other] Puoi aggiungerne ancora { $left }.
}
bed-rename-do = Cambia nome
bed-remove-hint = Le persone restano nel giardino, senza aiuola.
bed-remove-do = Togli l’aiuola
bed-add = Un’aiuola tua
bed-add-do = Aggiungi l’aiuola
done-bed-added = L’aiuola c’è.
done-bed-renamed = L’aiuola ha un nome nuovo.
done-bed-removed = L’aiuola non c’è più; le sue persone restano nel giardino.

unplanted-title = Senza aiuola
unplanted-count = { $count ->
    [0] Nessuno aspetta un’aiuola
    [1] Una persona aspetta un’aiuola
   *[other] { FIRST($count) } persone aspettano un’aiuola
}
unplanted-why = Basta scegliere per ognuno il posto: cliente, collega, chi ti ispira. Il quadro si riempie da sé.
unplanted-lead = Segna chi va insieme, scegli dove, e pianta.
unplanted-none = Tutti hanno la loro aiuola.
unplanted-do = Dai loro un posto
unplanted-bed = In quale aiuola
unplanted-rhythm = Ogni quanto vi sentite
unplanted-plant = Pianta chi hai segnato
unplanted-plant-all = Pianta tutta la pagina
unplanted-people = Chi
done-planted = Fatto: hanno il loro posto.
pager = Pagine
pager-page = pagina

tend-title = Curare
tend-only-you = Lo vedi solo tu.
tend-lead = Ciò che vedi qui lo vedi solo tu.
tend-page = Apri la sua pagina
tend-open = Cura
tend-bed = Aiuola
tend-bed-do = Sposta
no-bed = Nessuna aiuola
tend-rhythm = Ritmo
tend-rhythm-do = Cambia ritmo
no-rhythm = Nessun ritmo
tend-closeness = Vicinanza
tend-closeness-do = Segna
closeness-0 = Non lo dico
closeness-1 = Ci conosciamo appena
closeness-2 = Ci salutiamo volentieri
closeness-3 = Ci conosciamo bene
closeness-4 = Ci contiamo
closeness-5 = Fra i più vicini
tend-rest = Lascia a riposo
tend-rest-hint = A riposo non ha mai sete.
tend-resting-hint = È a riposo: non ha mai sete.
tend-wake = Risveglia
bond = Il vostro legame
bond-since-year = Vi conoscete dal { $year }
bond-since-month = Vi conoscete da { $month }
bond-bed = È nella tua aiuola { $bed }.
bond-no-bed = Non ha ancora un’aiuola.
strength-light = legame leggero
strength-good = legame buono
strength-strong = legame forte
story = La vostra storia
story-only-you = La vedi solo tu.
note-tag = Nota privata, la vedi solo tu
note-write = Scrivi una nota
note-edit = Modifica
note-label = Che cosa vuoi ricordare
note-keep = Salva la nota
moment-add = Aggiungi qualcosa che è successo
moment-add-do = Aggiungi alla storia
moment-kind = Che cosa
moment-text = Cosa è successo
moment-at = Quando
moment-direction = Da chi è partito
direction-usual = Come di solito
direction-both = Da tutti e due
direction-out = Da me
direction-in = Dall’altra parte
kind-met = Ci siamo visti
kind-called = Ci siamo sentiti a voce
kind-wrote = Ci siamo scritti
kind-helped = Un aiuto
kind-introduced = Una presentazione
kind-recommended = Una raccomandazione
kind-other = Altro
moment-met = Vi siete visti
moment-called = { $direction ->
    [in] Ti ha chiamato
    [out] Hai chiamato
   *[both] Vi siete chiamati
}
moment-wrote = { $direction ->
    [in] { $name } ti ha scritto
    [out] Hai scritto { A($name) }
   *[both] Vi siete scritti
}
moment-helped = { $direction ->
    [in] { $name } ti ha aiutato
    [out] Hai aiutato { $name }
   *[both] Vi siete aiutati
}
moment-introduced = { $direction ->
    [in] { $name } ti ha presentato qualcuno
    [out] Hai presentato qualcuno { A($name) }
   *[both] Una presentazione
}
moment-recommended = { $direction ->
    [in] { $name } ha scritto una raccomandazione per te
    [out] Hai scritto una raccomandazione per { $name }
   *[both] Una raccomandazione
}
moment-endorsed = { $direction ->
    [in] { $name } ha confermato una tua competenza
    [out] Hai confermato una competenza di { $name }
   *[both] Una conferma di competenza
}
moment-invited = { $direction ->
    [in] { $name } ti ha invitato
    [out] Hai invitato { $name }
   *[both] Un invito
}
moment-tied = Siete collegati
moment-other = Vi siete sentiti
moment-from-import = da un archivio
moment-from-pergola = annotato da Pergola
moment-change = Modifica
moment-open = Apri
moment-title = Un momento della vostra storia
moment-keep = Salva le modifiche
moment-back = Lascia com’era
moment-remove-hint = Sparisce solo dalla tua storia.
moment-remove-do = Togli dalla storia
done-moved = Ha un altro posto.
done-rhythm = Il ritmo è cambiato.
done-resting = È a riposo.
done-awake = È di nuovo fra chi curi.
done-closeness = Segnato.
done-noted = La nota è al sicuro, la vedi solo tu.
done-remembered = È nella vostra storia. Il ritmo ricomincia da qui.
done-not-now = Va bene, un’altra volta.
done-moment-edited = Corretto.
done-moment-removed = Non è più nella tua storia.
