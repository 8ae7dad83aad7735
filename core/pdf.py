"""PDF from HTML, made in a box: a child process with limits, no network, our own files only.

A hostile or huge text may kill the child, never the worker (quality.md, S-23, S-24, R-05).
"""

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from core.jobs import Hopeless

logger = logging.getLogger(__name__)

BEAT_SECONDS = 5
PREFIX = "impression-"
LEFTOVER_SECONDS = 3600
NO_MEMORY = 70
BROKEN = 1
FROM_OUTSIDE = (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT)


@dataclass(frozen=True)
class Limits:
    """What one document may take: seconds of computing, bytes of memory, seconds in all."""

    cpu: int = 60
    memory: int = 1_200_000_000
    wall: int = 240


LIMITS = Limits()


@dataclass(frozen=True)
class Printed:
    """A document: its bytes, its pages, and whether it is tagged (PDF/UA; not beyond 60 pages)."""

    content: bytes
    pages: int
    tagged: bool


def render(
    html: str, *, beat: Callable[[], None] = lambda: None, limits: Limits = LIMITS
) -> Printed:
    """Prints this HTML. Stylesheets and fonts are ours, as « maison:css/print/… ».

    `beat` is called every five seconds (it keeps a lease). Raises Hopeless, in words, when the
    document goes beyond the limits (60 s of computing, 1.2 GB) or cannot be drawn; RuntimeError
    when the child was killed from outside, which may be tried again.
    """
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_workshop()))
    child = subprocess.Popen(
        [sys.executable, "-m", "core.printer"],
        cwd=settings.BASE_DIR,
        env=_environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        out, err = _talk(child, html, beat, limits)
    finally:
        child.kill()
        child.wait()
        shutil.rmtree(folder, ignore_errors=True)
    if child.returncode:
        raise _why(child.returncode, err)
    header, _sep, content = out.partition(b"\n")
    return Printed(content=content, **json.loads(header))


def _workshop():
    folder = settings.VAR_DIR / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _environment(folder):
    """Nothing of ours goes along: neither the database's address nor the secret key."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "XDG_CACHE_HOME": str(_workshop() / "cache"),
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _talk(child, html, beat, limits):
    order = {
        "html": html,
        "static": str(settings.BASE_DIR / "static"),
        "cpu": limits.cpu,
        "memory": limits.memory,
        "no_memory": NO_MEMORY,
        "parent": os.getpid(),
    }
    until = time.monotonic() + limits.wall
    said = json.dumps(order).encode()
    while True:
        try:
            return child.communicate(said, timeout=BEAT_SECONDS)
        except subprocess.TimeoutExpired:
            said = None
            if time.monotonic() > until:
                raise Hopeless(_too_heavy()) from None
            beat()


def _why(code, err):
    """Killed from outside it may be tried again; whatever else would happen each time."""
    said = err[-2000:].decode(errors="replace")
    if code in FROM_OUTSIDE:
        return RuntimeError(f"core.printer was killed ({code}). {said}")
    logger.error("core.printer ended with %s. %s", code, said)
    if code == BROKEN:
        return Hopeless(_("Ce document ne peut pas être imprimé : un de ses textes est illisible."))
    return Hopeless(_too_heavy())


def _too_heavy():
    return _(
        "Ce document demande trop de calcul pour être imprimé. Raccourcissez les textes les plus "
        "longs de la fiche, puis demandez-le à nouveau."
    )


def remove_leftovers() -> None:
    """Removes the folders of printers whose worker was killed, after an hour."""
    limit = time.time() - LEFTOVER_SECONDS
    for folder in _workshop().glob(f"{PREFIX}*"):
        if folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)
