# Parole che servono a tutte le stanze: giorni, mesi, durate.

month-1 = gennaio
month-2 = febbraio
month-3 = marzo
month-4 = aprile
month-5 = maggio
month-6 = giugno
month-7 = luglio
month-8 = agosto
month-9 = settembre
month-10 = ottobre
month-11 = novembre
month-12 = dicembre
weekday-1 = lunedì
weekday-2 = martedì
weekday-3 = mercoledì
weekday-4 = giovedì
weekday-5 = venerdì
weekday-6 = sabato
weekday-7 = domenica
date-day = { $day ->
    [1] 1º { $month }
   *[other] { $day } { $month }
}
date-day-year = { $day ->
    [1] 1º { $month } { $year }
   *[other] { $day } { $month } { $year }
}
date-weekday = { $weekday } { $day } { $month }
date-clock = { $hour }.{ $minute }
date-at = { $day }, { $clock }
date-month = { $month } { $year }
ago-today = oggi
ago-days = { $days ->
    [1] ieri
   *[other] { $days } giorni fa
}
ago-weeks = { $weeks ->
    [1] una settimana fa
   *[other] { $weeks } settimane fa
}
ago-months = { $months ->
    [1] un mese fa
   *[other] { $months } mesi fa
}
ago-years = { $years ->
    [1] un anno fa
   *[other] { $years } anni fa
}
every-days = { $days ->
    [1] ogni giorno
   *[other] ogni { $days } giorni
}
every-weeks = { $weeks ->
    [1] ogni settimana
   *[other] ogni { $weeks } settimane
}
every-months = { $months ->
    [1] ogni mese
    [6] ogni sei mesi
   *[other] ogni { $months } mesi
}
every-years = { $years ->
    [1] ogni anno
   *[other] ogni { $years } anni
}
number-words = zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove
number-tens = venti trenta quaranta cinquanta sessanta settanta ottanta novanta
number-digits = { $number }
