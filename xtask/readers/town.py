"""A server of its own with two people in it who meet, hold an event and keep cards: everything that readers then read."""

import json
import os
import re
import signal
import socket
import subprocess
import time
from email import message_from_bytes, policy
from pathlib import Path

import requests

PASSWORD = "un telaio che tesse numeri"
LISTENS = re.compile(r"Pergola listens on (http://\S+)")


class Server:
    """The program, on a free port, in a folder of its own; its letters go into files."""

    def __init__(self, program, folder):
        self.folder = Path(folder)
        self.letters = self.folder / "letters"
        self.data = self.folder / "data"
        self.program = program
        self.days_ahead = 0
        # A port that is free now: what the server writes about itself, its letters and addresses, names it.
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def start(self):
        env = {name: value for name, value in os.environ.items() if not name.startswith("PERGOLA_")}
        env |= {"PERGOLA_MAIL_FOLDER": str(self.letters), "PERGOLA_LIMITS": "relaxed"}
        env["PERGOLA_CLOCK_AHEAD_DAYS"] = str(self.days_ahead)
        self.log = open(self.folder / "server.log", "w+")
        words = [self.program, "serve", "--data", str(self.data), "--listen", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(words, env=env, stdout=self.log, stderr=subprocess.STDOUT)
        self.origin = self.address()

    def days_pass(self, days):
        """The server stops and starts anew on what it kept, its clock so many days later."""
        self.stop()
        self.days_ahead += days
        self.start()

    def address(self):
        for _ in range(600):
            said = (self.folder / "server.log").read_text()
            if found := LISTENS.search(said):
                return found[1].rstrip("/")
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit(f"the server did not start:\n{said}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(12)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()

    def calendars(self, count):
        """The calendars of the letters so far, oldest first, once there are so many: who gets it, and the text."""
        for _ in range(600):
            found = []
            for name in sorted(self.letters.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns):
                letter = message_from_bytes(name.read_bytes(), policy=policy.default)
                parts = [part for part in letter.walk() if part.get_content_type() in ("text/calendar", "application/ics")]
                if parts:
                    texts = [part.get_payload(decode=True).decode("utf-8") for part in parts]
                    assert len(set(texts)) == 1, "a letter has one calendar, however often it stands in it"
                    found.append((letter["to"], "utf-8", parts[0]["content-type"], texts[0]))
            if len(found) >= count:
                return found
            time.sleep(0.1)
        raise SystemExit(f"{len(found)} calendars came by letter, not {count}")


class Member:
    """Somebody who joined: programs speak for him with a token, pages know him by a session."""

    def __init__(self, server, handle, name):
        self.origin, self.handle, self.name = server.origin, handle, name
        self.email = f"{handle}@example.org"
        new = {"handle": handle, "name": name, "email": self.email, "password": PASSWORD, "language": "it"}
        self.http = requests.Session()
        made = requests.post(f"{self.origin}/api/v1/members", json=new, timeout=60)
        assert made.status_code == 201, made.text
        asked = {"login": handle, "password": PASSWORD, "name": "readers"}
        token = requests.post(f"{self.origin}/api/v1/tokens", json=asked, timeout=60)
        assert token.status_code == 201, token.text
        self.http.headers["Authorization"] = f"Bearer {token.json()['token']}"

    def call(self, method, path, body=None, status=(200, 201, 204)):
        answer = self.http.request(method, f"{self.origin}/api/v1{path}", json=body, timeout=60)
        assert answer.status_code in status, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content and "json" in answer.headers.get("content-type", "") else answer.text

    def page(self, path):
        """A page as a browser that is signed in reads it."""
        browser = requests.Session()
        form = browser.get(f"{self.origin}/sign-in", timeout=60).text
        csrf = re.search(r'name="csrf" value="([^"]+)"', form)[1]
        sent = {"csrf": csrf, "login": self.handle, "password": PASSWORD}
        signed = browser.post(f"{self.origin}/sign-in", data=sent, headers={"Origin": self.origin}, timeout=60)
        assert signed.status_code == 200, signed.text
        answer = browser.get(f"{self.origin}{path}", timeout=60)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer


def confirm(server, member):
    """His address is his, so letters go there: the link of the first one, and the button behind it."""
    for _ in range(600):
        for name in server.letters.glob("*.eml"):
            letter = message_from_bytes(name.read_bytes(), policy=policy.default)
            link = re.search(rf"{re.escape(server.origin)}(/letters/\S+)", letter.get_body(("plain",)).get_content())
            if link and letter["to"].addresses[0].username == member.handle:
                browser = requests.Session()
                csrf = re.search(r'name="csrf" value="([^"]+)"', browser.get(server.origin + link[1], timeout=60).text)
                sent = browser.post(server.origin + link[1], data={"csrf": csrf[1]}, headers={"Origin": server.origin}, timeout=60)
                assert sent.status_code == 200, sent.text
                return
        time.sleep(0.1)
    raise SystemExit(f"no letter came to confirm the address of {member.handle}")


def tie(one, other):
    wish = one.call("POST", "/invitations", {"to": other.handle, "how_met": {"kind": "worked", "text": "il museo"}})
    other.call("PUT", f"/invitations/{wish['id']}/acceptance", {})


def day(ahead, hour):
    return time.strftime("%Y-%m-%dT", time.gmtime(time.time() + ahead * 86_400)) + hour


def meets(ada, bruno):
    """A coffee is agreed, moved to another place, and called off; a walk stays. Gives their numbers."""
    numbers = []
    for kind, place in [("coffee", "Bar «Alla Stazione», piazza 1; Ancona"), ("walk", "Passetto, Ancona")]:
        new = {
            "to": bruno.handle,
            "kind": kind,
            "place": place,
            "times": [{"at": day(9, "10:00"), "zone": "Europe/Rome"}, {"at": day(10, "16:30"), "zone": "Asia/Kathmandu"}],
            "words": "Ti racconto, con calma, del museo.",
        }
        meeting = ada.call("POST", "/meetings", new)
        slot = meeting["times"][-1]["slot"]
        bruno.call("PUT", f"/meetings/{meeting['id']}/acceptance", {"slot": slot})
        numbers.append(meeting["id"])
    coffee, walk = numbers
    link = "https://incontri.example/stanza?con=una&lunga=domanda,e;altro"
    bruno.call("PATCH", f"/meetings/{coffee}", {"place": "Mole Vanvitelliana, Ancona\\mare", "link": link})
    ada.call("DELETE", f"/meetings/{coffee}")
    return coffee, walk


def gathers(ada, bruno):
    """Ada holds two events, the first with every sign that a calendar writes around; Bruno comes. Gives their numbers."""
    new = {
        "title": "Caffè, legno; «domande» & 100% perché",
        "text": "Ognuno porta un legno.\n\nE una domanda: perché proprio quello, e non un altro? " * 6,
        "starts": day(12, "18:00"),
        "ends": day(12, "20:00"),
        "zone": "Europe/Rome",
        "place": "Fabbrica Aperta, Ancona",
        "audience": "everybody",
    }
    event = ada.call("POST", "/events", new)["id"]
    bruno.call("PUT", f"/events/{event}/attendance", {})
    off = ada.call("POST", "/events", new | {"title": "Cena dei falegnami"})["id"]
    bruno.call("PUT", f"/events/{off}/attendance", {})
    return event, off


def cards(ada, bruno):
    """Bruno's page, shared with ties, and two cards of people who are not here."""
    bruno.call("PATCH", "/me", {"headline": "Falegname; restauro, arredi su misura", "place": "Ancona, Marche"})
    for new in [
        {"name": "Zeno D’Èsterno", "emails": ["zeno@example.net"], "phones": ["+39 071 123 456"], "place": "Jesi",
         "organisation": "Studio D’Èsterno, soci & figli", "position": "Geometra", "urls": ["https://zeno.example/?a=1,2;b"]},
        {"name": "Li"},
    ]:
        ada.call("POST", "/contacts", new)
