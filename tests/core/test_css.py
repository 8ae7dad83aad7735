"""The stylesheet, the scripts and what we take from others: assembled, light, readable."""

import gzip
import hashlib
import json
import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static" / "css"
TOKENS = (CSS / "src" / "tokens.css").read_text(encoding="utf-8")

TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2") for ground in ("paper", "ground", "ground-2")),
    *((ink, f"{t}-soft") for ink in ("ink", "ink-2") for t in ("accent", "ko", "ok", "warn")),
    *((t, g) for t in ("accent", "ok", "ko", "warn") for g in ("paper", "ground", f"{t}-soft")),
    ("accent-strong", "paper"),
    ("accent-strong", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("paper", "ink"),
]
DRAWN_PAIRS = [
    ("line-strong", "paper"),
    ("line-strong", "ground"),
    ("accent", "ground-2"),
    ("focus-outer", "paper"),
]


def assembled():
    loader = SourceFileLoader("script_css", str(ROOT / "script" / "css"))
    module = module_from_spec(spec_from_loader("script_css", loader))
    loader.exec_module(module)
    return module.assembled()


def colours(scheme):
    """The colours of a scheme: the dark one replaces what it names."""
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if scheme == "dark" else {}
    )


def luminance(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def weight(*paths):
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_the_stylesheet_is_what_its_sources_assemble():
    assert (CSS / "app.css").read_text(encoding="utf-8") == assembled()


def test_p04_the_stylesheet_and_our_scripts_stay_light():
    assert weight(CSS / "app.css") <= 14_000
    assert weight(*(ROOT / "static" / "js").glob("*.js")) <= 10_000


def test_no_rule_shouts_or_names_an_id():
    rules = re.sub(r"/\*.*?\*/", "", assembled(), flags=re.S)
    selectors = re.findall(r"(?:^|[{}])([^{}]+)(?=\{)", rules)

    assert "!important" not in rules
    assert [s for s in selectors if "#" in re.sub(r'"[^"]*"', "", s)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_colours_can_be_read(scheme):
    palette = colours(scheme)

    texts = {p: contrast(palette[p[0]], palette[p[1]]) for p in TEXT_PAIRS}
    drawn = {p: contrast(palette[p[0]], palette[p[1]]) for p in DRAWN_PAIRS}

    assert {p: c for p, c in texts.items() if c < 4.5} == {}
    assert {p: c for p, c in drawn.items() if c < 3} == {}


@pytest.mark.parametrize("folder", ["static/vendor", "tests/browser"])
def test_what_we_take_from_others_is_what_the_manifest_says(folder):
    entries = json.loads((ROOT / folder / "manifest.json").read_text(encoding="utf-8"))

    found = {
        e["file"]: hashlib.sha256((ROOT / folder / e["file"]).read_bytes()).hexdigest()
        for e in entries
    }

    assert found == {e["file"]: e["sha256"] for e in entries}
    assert all(e["name"] and e["version"] and e["licence"] for e in entries)


def test_no_page_carries_style_or_script_inline():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)|javascript:", re.I)
    elsewhere = {"documents", "mails"}  # paper and mailboxes are under no policy of ours
    pages = [p for p in (ROOT / "templates").rglob("*.html") if not elsewhere & {*p.parts}]

    assert [str(p.relative_to(ROOT)) for p in pages if inline.search(p.read_text("utf-8"))] == []
