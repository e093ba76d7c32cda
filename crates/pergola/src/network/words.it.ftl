# La rete: quanto è lontano, per quali mani, chi altro.

paths-title = Come ci arrivi
paths-how = Come ci arrivi
paths-label = Percorso da te { A($name) }
paths-you = Tu
paths-direct = Vi conoscete già: { $name } è un tuo collegamento.
paths-warmest = Il percorso più caldo passa da { $name }, che accetta di comparire fra due persone.
paths-weak = il passo più leggero
paths-none = Nessun percorso noto, per ora
paths-none-why = Fra te e { $name } non c’è ancora qualcuno che possiamo nominare. Può cambiare con il prossimo incontro.
paths-others = Altri percorsi
paths-then = poi
paths-step = { $from } e { $to }
paths-own-step = Tu e { $to }
paths-asking = Cosa succede se chiedi
paths-asking-one = Se chiedi, { $through } legge il tuo perché e decide. Poi { $name } riceve una domanda privata: può dire sì, non ora, o no. Un no non arriva a nessuno come un no.
paths-asking-two = Se chiedi, { $through } legge il tuo perché e decide se passarlo a { $next }, che decide a sua volta. Poi { $name } riceve una domanda privata: può dire sì, non ora, o no. Un no non arriva a nessuno come un no.
paths-private = Sui percorsi compare solo chi accetta di comparire. Quanto senti vicina una persona cambia solo ciò che vedi tu.
paths-common = In comune con { $name }
paths-in-common = In comune
paths-mutuals = Conoscenze in comune
paths-no-mutuals = Nessuna che possiamo nominare.
mutuals-head = Chi conoscete sia tu sia { $name }
mutuals-count = { $count ->
    [1] Una persona che possiamo nominare.
   *[other] { FIRST($count) } persone che possiamo nominare, prima quelle che senti più vicine.
}
mutuals-all = Vedi tutte e { WORDS($count) }
mutuals-pages = Pagine delle conoscenze in comune
steps-away = { $steps ->
    [0] sei tu
    [1] un tuo collegamento
   *[other] { $steps } passi da te
}
steps-unknown = oltre quattro passi, o nessun percorso noto
tie-strong = legame forte
tie-good = legame buono
tie-light = legame leggero
evidence-worked-at = insieme qui: { $name } ({ $years })
evidence-worked-undated = insieme qui: { $name }
evidence-studied-at = insieme alla scuola { $name } ({ $years })
evidence-studied-undated = insieme alla scuola { $name }
evidence-met-at = conosciuti qui: { $name }
evidence-met-worked = hanno lavorato insieme
evidence-met-worked-you = avete lavorato insieme
evidence-met-studied = hanno studiato insieme
evidence-met-studied-you = avete studiato insieme
evidence-met-event = conosciuti a un incontro
evidence-met-introduced = presentati da qualcuno
evidence-introduced-by = presentati da { $name }
evidence-introduced-by-you = presentati da te
evidence-met-online = conosciuti in rete
evidence-since = collegati dal { $year }
evidence-year = { $year }
evidence-years = { $from }–{ $to }
evidence-since-year = dal { $year }
suggestions-title = Persone che forse conosci
suggestions-lead = { $count ->
    [1] Una persona, e poi basta.
   *[other] { FIRST($count) } persone, e poi basta.
}
suggestions-none = Per ora nessuna. Arrivano con i collegamenti, i lavori e gli studi che racconti nel profilo.
suggestions-invite = Invita
suggestions-dismiss = Non questa persona
suggestions-end = Finito
suggestions-end-why = Chi vedi passare tre volte senza fare niente si ritira da solo. A nessuno diciamo che l’hai visto.
done-suggestion-dismissed = Va bene, non tornerà.
why = Perché
reason-mutuals = { $more ->
    [0] conoscete tutti e due { $name }
    [1] conoscete tutti e due { $name } e un’altra persona
   *[other] conoscete tutti e due { $name } e altre { $more } persone
}
reason-worked = avete lavorato qui negli stessi anni: { $name } ({ $years })
reason-worked-undated = avete lavorato qui negli stessi anni: { $name }
reason-studied = avete studiato qui negli stessi anni: { $name } ({ $years })
reason-studied-undated = avete studiato qui negli stessi anni: { $name }
reason-organisation = siete passati tutti e due da { $name }
reason-place = vivete tutti e due { A($name) }
reason-skill = vi occupate tutti e due di { $name }
reason-group = siete entrambi nel circolo { $name }
reason-topic = parlate tutti e due di { $name }
reason-answered-theirs = hai risposto a una sua richiesta
reason-answered-yours = ha risposto a una tua richiesta
reason-answered-both = avete risposto l’uno alle richieste dell’altro
reason-near = le persone intorno a te portano a quelle intorno a questa
network-limit_malformed = limit va da 1 a 5.
network-too_many_handles = Al massimo 100 nomi utente per volta.
network-degree_malformed = degree va da 1 a 3.
