# Words that every room needs: days, months, spans.

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
date-day = { $day } { $month }
date-day-year = { $day } { $month } { $year }
date-weekday = { $weekday } { $day } { $month }
date-clock = { $hour }:{ $minute }
date-at = { $day }, { $clock }
date-month = { $month } { $year }
ago-today = today
ago-days = { $days ->
    [1] yesterday
   *[other] { $days } days ago
}
ago-weeks = { $weeks ->
    [1] a week ago
   *[other] { $weeks } weeks ago
}
ago-months = { $months ->
    [1] a month ago
   *[other] { $months } months ago
}
ago-years = { $years ->
    [1] a year ago
   *[other] { $years } years ago
}
every-days = { $days ->
    [1] every day
   *[other] every { $days } days
}
every-weeks = { $weeks ->
    [1] every week
   *[other] every { $weeks } weeks
}
every-months = { $months ->
    [1] every month
    [6] every six months
   *[other] every { $months } months
}
every-years = { $years ->
    [1] every year
   *[other] every { $years } years
}
number-words = zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
number-tens = twenty thirty forty fifty sixty seventy eighty ninety
number-digits = { $number }
