"""Gives what Pergola writes to the programs that people read it with, and ends badly with the first word of complaint.

    python read.py SERVER

`icalendar` reads the letters' calendars (invitation, update, end), the files of a meeting and of an event (as it was held, changed
and called off) and the address to follow, whom to tend with it; `khal` takes them into a calendar; `vdirsyncer` fetches the
address book and the calendar from a running server; `khard` and `vobject` read the cards.
"""

import base64
import os
import re
import subprocess
import sys
import tempfile
import warnings
from datetime import date, datetime, timezone
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import requests
import vobject

from town import Member, Server, cards, confirm, gathers, meets, tie

COMPLAINS = re.compile(r"warn|error|critical|exception|invalid|unknown|skipp|fail|traceback", re.IGNORECASE)
BIN = Path(sys.executable).parent


def run(words, folder, **settings):
    """A reader, at home in `folder`: whatever it says on the side of complaints ends the trial."""
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "share")}
    home |= {"XDG_CACHE_HOME": str(folder / "cache"), "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], "TZ": "Europe/Rome"}
    words = [str(BIN / words[0]), *words[1:]]
    done = subprocess.run(words, env=home, capture_output=True, text=True, timeout=300, **settings)
    said = f"{done.stdout}\n{done.stderr}"
    shown = " ".join(words)
    assert done.returncode == 0, f"{shown} ended with {done.returncode}:\n{said}"
    complaints = [line for line in done.stderr.splitlines() if COMPLAINS.search(line)]
    assert not complaints, f"{shown} complains:\n" + "\n".join(complaints)
    return done.stdout


def parsed(text):
    """One calendar, without any error that the reader would forgive."""
    assert "\r\n" in text and not re.search(r"[^\r]\n", text), "lines end with CR LF"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "a line is longer than 75 octets"
    [calendar] = icalendar.Calendar.from_ical(text, multiple=True)
    for component in calendar.walk():
        assert not component.errors, component.errors
    assert calendar["version"] == "2.0" and calendar["prodid"]
    return calendar


def events(calendar):
    return [component for component in calendar.walk("VEVENT")]


def one(text):
    [event] = events(parsed(text))
    return event


def read_letters(server, coffee):
    """Each of the two gets an invitation, its update and its end: one UID, a SEQUENCE that grows."""
    # Letters may overtake each other on their way: that is what SEQUENCE is for.
    letters = sorted(server.calendars(8), key=lambda letter: int(one(letter[3])["sequence"]))
    for reader, other in [("ada", "Bruno"), ("bruno", "Ada")]:
        own = [letter for letter in letters if letter[0].addresses[0].username == reader]
        read = [(letter, parsed(letter[3])) for letter in own]
        of_coffee = [(letter, calendar) for letter, calendar in read if f"meeting-{coffee}@" in letter[3]]
        methods = [str(calendar["method"]) for _, calendar in of_coffee]
        assert methods == ["REQUEST", "REQUEST", "CANCEL"], methods
        for (_, _, kind, _), calendar in of_coffee:
            assert kind.params["method"] == str(calendar["method"]), "the part of the letter says its method too"
        all_events = [one(letter[3]) for letter, _ in of_coffee]
        assert len({str(event["uid"]) for event in all_events}) == 1
        numbers = [int(event["sequence"]) for event in all_events]
        assert numbers == [0, 1, 2], numbers
        assert [str(event["status"]) for event in all_events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
        first = all_events[0]
        assert first["dtstart"].dt.tzinfo == timezone.utc or first["dtstart"].dt.utcoffset().total_seconds() == 0
        # 16:30 in Kathmandu is 10:45 elsewhere, all year round.
        assert (first["dtstart"].dt.hour, first["dtstart"].dt.minute) == (10, 45), first["dtstart"].dt
        assert other in str(first["summary"]), first["summary"]
        assert str(first["attendee"]).lower() == f"mailto:{reader}@example.org"
        assert str(first["organizer"]).lower().startswith("mailto:")
        assert f"{'bruno' if reader == 'ada' else 'ada'}@example.org" not in of_coffee[0][0][3], "nobody else's address"
    return letters


def read_files(ada, bruno, coffee, walk, event, off):
    """The files that pages give: a meeting, an event before and after it changed, one that was called off, a meeting that was."""
    files = [ada.page(f"/meetings/{walk}/calendar").content.decode()]
    files.append(bruno.page(f"/events/{event}/calendar").content.decode())
    ada.call("PATCH", f"/events/{event}", {"place": "Mole Vanvitelliana, Ancona"})
    files.append(bruno.page(f"/events/{event}/calendar").content.decode())
    ada.call("DELETE", f"/events/{off}")
    files.append(bruno.page(f"/events/{off}/calendar").content.decode())
    files.append(ada.page(f"/meetings/{coffee}/calendar").content.decode())
    read = [one(text) for text in files]
    uids = [str(entry["uid"]).split("@")[0] for entry in read]
    assert uids == [f"meeting-{walk}", f"event-{event}", f"event-{event}", f"event-{off}", f"meeting-{coffee}"], uids
    assert [str(entry["status"]) for entry in read] == ["CONFIRMED"] * 3 + ["CANCELLED"] * 2
    numbers = [int(entry["sequence"]) for entry in read]
    assert numbers[1] < numbers[2] and numbers[3] > 0 and numbers[4] == 2, numbers
    assert str(read[2]["location"]) == "Mole Vanvitelliana, Ancona"
    return files


def read_with_khal(letters, files, folder):
    """The same calendars, taken in one after the other."""
    config = folder / "config" / "khal" / "config"
    config.parent.mkdir(parents=True)
    (folder / "calendar").mkdir()
    config.write_text(
        f"[calendars]\n[[mine]]\npath = {folder / 'calendar'}\n[default]\ndefault_calendar = mine\n"
        "[locale]\nlocal_timezone = Europe/Rome\ndefault_timezone = Europe/Rome\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    texts = [text for reader, _, _, text in letters if reader.addresses[0].username == "ada"] + files
    for number, text in enumerate(texts):
        file = folder / f"{number}.ics"
        file.write_bytes(text.encode())
        run(["khal", "printics", str(file)], folder)
        run(["khal", "import", "--batch", "-a", "mine", str(file)], folder)
    kept = list((folder / "calendar").glob("*.ics"))
    uids = {str(event["uid"]) for text in texts for event in events(parsed(text))}
    assert len(kept) == len(uids), f"{len(kept)} kept for {len(uids)} UIDs: an update must replace what it updates"
    listed = run(["khal", "list", "today", "30d", "--format", "{start-time} {title} @{location}"], folder)
    hour = one(files[0])["dtstart"].dt.astimezone(ZoneInfo("Europe/Rome")).strftime("%H:%M")
    for wanted in [f"{hour} Passeggiata con Bruno", "Caffè, legno; «domande» & 100% perché", "Mole Vanvitelliana"]:
        assert wanted in listed, f"khal does not list {wanted!r}:\n{listed}"
    return listed


def read_subscription(ada, bruno, walk, event):
    fresh = ada.call("PUT", "/subscriptions/calendar")["url"]
    answer = requests.get(fresh, timeout=60)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    calendar = parsed(answer.content.decode())
    assert str(calendar["x-wr-calname"])
    found = {str(entry["uid"]).split("@")[0] for entry in events(calendar)}
    assert {f"meeting-{walk}", f"event-{event}"} <= found, found
    for entry in events(calendar):
        start = entry["dtstart"].dt
        assert isinstance(start, datetime) or isinstance(start, date)
    # Taken back, there is nothing behind it any more.
    newer = ada.call("PUT", "/subscriptions/calendar")["url"]
    assert requests.get(fresh, timeout=60).status_code == 404
    return newer


def read_later(server, url, folder):
    """Forty days later the week names whom to tend, as a whole day; what has been is there still."""
    server.days_pass(40)
    text = requests.get(url, timeout=60).content.decode()
    days = [entry for entry in events(parsed(text)) if not isinstance(entry["dtstart"].dt, datetime)]
    [tend] = days
    assert str(tend["uid"]).startswith("tend-") and "Bruno" in str(tend["summary"]), tend
    assert tend["dtstart"].dt.weekday() == 0, "the day is a Monday"
    file = folder / "later.ics"
    file.write_bytes(text.encode())
    run(["khal", "import", "--batch", "-a", "mine", str(file)], folder)
    listed = run(["khal", "list", tend["dtstart"].dt.isoformat(), "1d", "--format", "{title}"], folder)
    assert str(tend["summary"]) in listed, listed


def read_with_vdirsyncer(ada, calendar_url, folder):
    """The address book and the calendar, as a telephone or a desktop keeps them."""
    book = ada.call("PUT", "/subscriptions/people")
    status, people, plans = folder / "status", folder / "people", folder / "plans"
    config = folder / "vdirsyncer.conf"
    config.write_text(
        f'[general]\nstatus_path = "{status}/"\n'
        '[pair people]\na = "phone"\nb = "book"\ncollections = ["from b"]\nconflict_resolution = "b wins"\nmetadata = ["displayname"]\n'
        f'[storage phone]\ntype = "filesystem"\npath = "{people}/"\nfileext = ".vcf"\n'
        f'[storage book]\ntype = "carddav"\nurl = "{ada.origin}/"\nusername = "{book["login"]}"\n'
        f'password = "{book["password"]}"\nread_only = true\n'
        '[pair plans]\na = "desk"\nb = "web"\ncollections = null\nconflict_resolution = "b wins"\n'
        f'[storage desk]\ntype = "filesystem"\npath = "{plans}/"\nfileext = ".ics"\n'
        f'[storage web]\ntype = "http"\nurl = "{calendar_url}"\n'
    )
    # What is ours to make is there, so that nothing is left to be said.
    (people / "people").mkdir(parents=True)
    plans.mkdir()
    words = ["vdirsyncer", "--config", str(config), "--verbosity", "WARNING"]
    run([*words, "discover"], folder, input="y\n" * 10)
    for _ in range(2):
        run([*words, "sync"], folder)
    run([*words, "metasync"], folder)
    files = sorted(people.glob("*/*.vcf"))
    assert len(files) == 3, [str(file) for file in files]
    assert len(list(plans.glob("*.ics"))) == 3, "a file for the walk, one for the event that is held, one for what was called off"
    return files


def read_cards(files, ada, folder):
    """Every card, in two readers; and the one that a page gives."""
    texts = [file.read_bytes().decode() for file in files]
    alone = requests.get(f"{ada.origin}/api/v1/members/bruno/card", headers=ada.http.headers, timeout=60)
    texts.append(alone.content.decode())
    names = set()
    for text in texts:
        card = vobject.readOne(text)
        card.validate(raiseException=True)
        names.add(card.fn.value)
        assert card.uid.value
    assert names == {"Bruno Neri", "Zeno D’Èsterno", "Li"}, names
    config = folder / "config" / "khard" / "khard.conf"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(f"[addressbooks]\n[[people]]\npath = {files[0].parent}\n[general]\ndefault_action = list\n")
    listed = run(["khard", "list"], folder)
    for name in names:
        assert name in listed, listed
    assert "+39 071 123 456" in run(["khard", "phone", "--parsable"], folder)
    assert "zeno@example.net" in run(["khard", "email", "--parsable"], folder)
    shown = run(["khard", "show", "Zeno"], folder)
    assert "Studio D’Èsterno, soci & figli" in shown, shown


def refused(ada):
    """Who guesses gets nothing."""
    for key in ["0123456789abcdef0123456789abcdef", ""]:
        said = base64.b64encode(f"ada:{key}".encode()).decode()
        answer = requests.request("PROPFIND", f"{ada.origin}/dav/", headers={"Authorization": f"Basic {said}"}, timeout=60)
        assert answer.status_code == 401


def main():
    warnings.simplefilter("error")
    names = ["icalendar", "khal", "vdirsyncer", "khard", "vobject"]
    with tempfile.TemporaryDirectory(prefix="pergola-readers-") as folder:
        folder = Path(folder)
        server = Server(sys.argv[1], folder)
        try:
            ada, bruno = Member(server, "ada", "Ada Rossi"), Member(server, "bruno", "Bruno Neri")
            for member in (ada, bruno):
                confirm(server, member)
            tie(ada, bruno)
            coffee, walk = meets(ada, bruno)
            event, off = gathers(ada, bruno)
            cards(ada, bruno)
            ada.call("PATCH", "/ties/bruno", {"cadence_days": 7, "closeness": 5})
            letters = read_letters(server, coffee)
            files = read_files(ada, bruno, coffee, walk, event, off)
            url = read_subscription(ada, bruno, walk, event)
            (folder / "khal").mkdir()
            print(read_with_khal(letters, files, folder / "khal"))
            (folder / "sync").mkdir()
            found = read_with_vdirsyncer(ada, url, folder / "sync")
            read_cards(found, ada, folder / "sync")
            refused(ada)
            read_later(server, url, folder / "khal")
        finally:
            server.stop()
    print("taken without a word:", ", ".join(f"{name} {version(name)}" for name in names))


if __name__ == "__main__":
    main()
