"""The box in which PDF are made: no way out, limits that hold, nothing left behind."""

import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pytest

from core import pdf
from core.jobs import Hopeless
from tests.processes import wait_until
from tests.source import ROOT

SMALL = pdf.Limits(cpu=2, memory=1_200_000_000, wall=60)


def page(body, head=""):
    return (
        f'<!doctype html><html lang="fr-BE"><head><title>Essai</title>{head}</head>'
        f"<body><h1>Essai</h1>{body}</body></html>"
    )


def opened(html, **more):
    return pikepdf.open(io.BytesIO(pdf.render(html, **more).content))


def addresses_in(document):
    return [
        str(note.A.URI)
        for sheet in document.pages
        for note in sheet.get("/Annots", [])
        if "/A" in note and "/URI" in note.A
    ]


def printers():
    """Processes of core.printer that run now, by their id."""
    found = []
    for name in os.listdir("/proc"):
        with contextlib.suppress(OSError):
            if name.isdigit() and b"core.printer" in Path(f"/proc/{name}/cmdline").read_bytes():
                found.append(int(name))
    return found


@pytest.fixture
def sentinel():
    """A server that nobody may reach: it redirects to itself and remembers who came."""

    visitors = []

    class Handler(BaseHTTPRequestHandler):
        came = visitors

        def do_GET(self):
            self.came.append(self.path)
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


SVG = "http://www.w3.org/2000/svg"
DATA = "data:text/plain,secret"
HOSTILE = {
    "image": '<img alt="x" src="{url}/img.png">',
    "style": '<p style="background: url({url}/style.png)">x</p>',
    "import": "<style>@import url({url}/i.css); p {{ list-style: url({url}/l.png) }}</style>",
    "font": "<style>@font-face {{ font-family: X; src: url({url}/f.woff2) }}</style>",
    "font in use": '<p style="font-family: X">x</p>',
    "stylesheet": '<link rel="stylesheet" href="{url}/sheet.css">',
    "object": '<object data="{url}/o.svg"></object><embed src="{url}/e.svg">',
    "frame": '<iframe src="{url}/frame.html"></iframe>',
    "svg": f'<svg xmlns="{SVG}"><title>x</title><image href="{{url}}/svg.png"/></svg>',
    "svg use": f'<svg xmlns="{SVG}"><title>x</title><use href="{{url}}/u.svg#a"/></svg>',
    "svg in data": "<img alt='x' src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'"
    "%3E%3Cimage href='{url}/d.png'/%3E%3C/svg%3E\">",
    "attachment": '<link rel="attachment" href="{url}/a.txt">',
    "attached link": '<a rel="attachment" href="{url}/b.txt">x</a>',
    "attached data": f'<link rel="attachment" href="{DATA}">',
    "linked data": f'<a rel="attachment" href="{DATA}">x</a>',
    "file": '<link rel="attachment" href="file:///etc/passwd">',
    "file image": '<img alt="x" src="file:///etc/passwd">',
    "house": '<img alt="x" src="maison:../ibefe/settings.py">',
    "house attached": '<link rel="attachment" href="maison:css/app.css">',
    "script link": '<a href="javascript:alert(1)">x</a><a href="file:///etc/passwd">x</a>',
    "plain link": '<a href="{url}/">x</a><a href="  HTTP://example.org">x</a>',
    "redirect": '<img alt="x" src="{url}/redirect">',
    "meta": '<meta http-equiv="refresh" content="0;url={url}/meta">',
    "base": '<base href="{url}/"><img alt="x" src="relative.png"><a href="relative">x</a>',
}


def refuses(body, sentinel):
    """Prints this and checks that nobody was reached, nothing embedded, no other link kept."""
    with opened(page(body)) as document:
        files = document.Root.get("/Names", {}).get("/EmbeddedFiles")
        kept = addresses_in(document)

    assert sentinel.RequestHandlerClass.came == []
    assert files is None
    assert [a for a in kept if not a.startswith(("https:", "mailto:"))] == []


def hostile(*names, sentinel):
    url = f"http://127.0.0.1:{sentinel.server_port}"
    return "".join(HOSTILE[name].format(url=url) for name in names)


def test_s23_hostile_html_reaches_nobody_embeds_nothing_and_links_nowhere(sentinel):
    refuses(hostile(*HOSTILE, sentinel=sentinel), sentinel)


@pytest.mark.long
@pytest.mark.parametrize("name", HOSTILE)
def test_s23_each_hostile_piece_alone(name, sentinel):
    refuses(hostile(name, sentinel=sentinel), sentinel)


def test_s23_the_sentinel_would_see_whoever_came(sentinel):
    with (
        contextlib.suppress(OSError),
        socket.create_connection(("127.0.0.1", sentinel.server_port), timeout=2) as line,
    ):
        line.sendall(b"GET /venu HTTP/1.0\r\n\r\n")
        line.recv(100)

    assert sentinel.RequestHandlerClass.came == ["/venu"]


def test_https_and_mailto_links_stay():
    with opened(page('<a href="https://a.be/">a</a> <a href="mailto:b@c.be">b</a>')) as document:
        assert set(addresses_in(document)) == {"https://a.be/", "mailto:b@c.be"}


def test_the_child_knows_neither_the_database_nor_the_secret_key(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "sentinelle")
    monkeypatch.setenv("DATABASE_URL", "postgres://sentinelle@h/b")

    assert "sentinelle" not in str(pdf._environment("dossier"))


S24 = {
    "nested tables": "<table><tr><td>" * 200 + "x" + "</td></tr></table>" * 200,
    "thousands of pages": "<p>" + "mot " * 1_200_000 + "</p>",
    "five megabytes": "<p>x</p>" * 650_000,
}


@pytest.mark.parametrize("name", ["nested tables", "thousands of pages"])
def test_s24_a_document_beyond_its_seconds_is_killed_with_a_message(name):
    with pytest.raises(Hopeless):
        pdf.render(page(S24[name]), limits=SMALL)


def test_s24_a_document_beyond_its_memory_is_killed_with_a_message():
    with pytest.raises(Hopeless, match="trop de calcul"):
        pdf.render(page("<p>x</p>" * 100_000), limits=pdf.Limits(memory=260_000_000))


def test_s24_a_huge_font_size_is_printed_or_refused_never_fatal():
    with contextlib.suppress(Hopeless):
        pdf.render(page('<p style="font-size:1e9px">x</p>'), limits=SMALL)

    assert pdf.render(page("<p>suivant</p>")).pages == 1


@pytest.mark.long
@pytest.mark.parametrize("name", S24)
def test_s24_sixty_seconds_and_the_next_document_is_served(name):
    with pytest.raises(Hopeless):
        pdf.render(page(S24[name]))

    assert pdf.render(page("<p>suivant</p>")).pages == 1


def test_a_long_document_loses_its_tags_rather_than_the_machine():
    short = pdf.render(page("<p>x</p>"))
    long = pdf.render(page('<p style="break-after: page">x</p>' * 61))

    assert (short.pages, short.tagged) == (1, True)
    assert long.tagged is False


def _render_in_background(html):
    caught = []

    def work():
        try:
            pdf.render(html)
        except Exception as trouble:
            caught.append(trouble)

    thread = threading.Thread(target=work)
    thread.start()
    return thread, caught


LONG_WORK = page("<p>mot</p>" * 60_000)


def test_r05_a_child_that_is_killed_is_not_hopeless_and_leaves_nothing(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    known = set(printers())
    thread, caught = _render_in_background(LONG_WORK)
    (child,) = wait_until(lambda: set(printers()) - known)

    os.kill(child, signal.SIGKILL)
    thread.join(timeout=30)

    assert [type(trouble) for trouble in caught] == [RuntimeError]
    assert list((tmp_path / "tmp").glob(f"{pdf.PREFIX}*")) == []


def test_r05_what_a_killed_worker_left_is_removed_after_an_hour(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    workshop = tmp_path / "tmp"
    old, fresh = workshop / f"{pdf.PREFIX}vieux", workshop / f"{pdf.PREFIX}neuf"
    for folder in (old, fresh):
        folder.mkdir(parents=True)
    os.utime(old, (0, 0))

    pdf.remove_leftovers()

    assert not old.exists()
    assert fresh.exists()


def test_r05_the_child_dies_with_its_worker():
    """The parent is killed -9: the printer does not go on alone."""
    code = (
        "import os; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'ibefe.settings_test');"
        "import django; django.setup();"
        "from core import pdf; pdf.render('<p>mot</p>' * 60000)"
    )
    known = set(printers())
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    try:
        (child,) = wait_until(lambda: set(printers()) - known)
        wait_until(lambda: "libpango" in Path(f"/proc/{child}/maps").read_text())
    finally:
        parent.kill()
        parent.wait()

    wait_until(lambda: child not in printers(), seconds=10)
