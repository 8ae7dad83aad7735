"""The child process that prints: HTML on its input, PDF on its output. Knows no Django.

Started by core.pdf with limits on time and memory; reads nothing but the stylesheets, fonts and
pictures of the house; keeps only https and mailto links; embeds no file.
"""

import ctypes
import json
import mimetypes
import os
import resource
import signal
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

HOUSE = "maison"
READABLE = {".css", ".woff2", ".svg", ".png"}
LINKS = ("https:", "mailto:", "#")
TAGGED_PAGES = 60
FONT = "fonts/SourceSans3-Regular.woff2"
FALLBACK = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
UNKNOWN = "\u25a1"
PR_SET_PDEATHSIG = 1
ORPHAN = 71


def limit(cpu: int, memory: int, parent: int) -> None:
    """No more time and memory than this; the child dies with its parent."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(ORPHAN)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def fetcher(static: Path):
    """The one door to the outside: `data:` and `maison:`, everything else is refused."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 (0.5 s)

    class HouseFetcher(URLFetcher):
        def __init__(self):
            super().__init__(allowed_protocols={"data"}, allow_redirects=False)

        def fetch(self, url, headers=None):
            parts = urlsplit(url)
            if parts.scheme != HOUSE:
                return super().fetch(url, headers)
            path = (static / unquote(parts.path).lstrip("/")).resolve()
            if not path.is_relative_to(static) or path.suffix not in READABLE:
                raise ValueError(f"Not a file of the house: {url}")
            kind = mimetypes.guess_type(path.name)[0] or "font/woff2"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return HouseFetcher()


def clean(tree) -> None:
    """Only https and mailto links; no attachment, no other base."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        href = element.get("href", "").strip()
        rel = element.get("rel", "").lower()
        if element.tag == "base" or "attachment" in rel:
            element.attrib.clear()
        elif element.tag != "link" and href and not href.lower().startswith(LINKS):
            del element.attrib["href"]


def drawable(html: str, static: Path) -> str:
    """The same text; a character that no font of ours draws becomes an empty square."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 (in the child only)

    fonts = [path for path in (static / FONT, FALLBACK) if path.exists()]
    known = {c for path in fonts for c in TTFont(path, lazy=True).getBestCmap()}
    strange = {c for c in set(html) if ord(c) not in known and not c.isspace()}
    return html.translate({ord(c): UNKNOWN for c in strange})


def print_pdf(html: str, static: Path):
    """Gives (header, bytes): PDF/UA-1 up to sixty pages, untagged beyond (memory)."""
    from weasyprint import HTML  # noqa: PLC0415 (0.5 s)

    page = HTML(string=drawable(html, static), base_url=f"{HOUSE}:/", url_fetcher=fetcher(static))
    clean(page.etree_element)
    document = page.render(pdf_variant="pdf/ua-1")
    count = len(document.pages)
    if count <= TAGGED_PAGES:
        return {"pages": count, "tagged": True}, document.write_pdf(pdf_variant="pdf/ua-1")
    document = page.render()
    return {"pages": count, "tagged": False}, document.write_pdf()


def main() -> int:
    order = json.load(sys.stdin.buffer)
    limit(order["cpu"], order["memory"], order["parent"])
    try:
        header, content = print_pdf(order["html"], Path(order["static"]).resolve())
    except MemoryError:
        return order["no_memory"]
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + content)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)
