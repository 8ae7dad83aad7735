"""A mail as it leaves: text and HTML made from the same words, readable without images."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

URL = re.compile(r"https?://[^\s<>«»\"]+[^\s<>«»\".,;:!?)\]]")
BUTTON = re.compile(r"^(?P<words>[^\n:]{3,90}?)[\s\u00a0]*:\s+(?P<url>https?://\S+)$")
ALONE = re.compile(r"https?://|\d+[.)]")
SECRET = re.compile(r"(https?://[^\s<>\"]*?/)([A-Za-z0-9_:.-]{32,})")
PLACE = "lien-personnel-"
HELD = re.compile(rf"\b{PLACE}(\d{{1,3}})\b")
DASHES = ("- ", "– ", "• ")
LABEL = 90
APPOINTMENT = "seance.ics"
WRAPPED = 45
LINK = '<a href="{}" style="color:#3d3795">{}</a>'


@dataclass(frozen=True)
class Block:
    """One piece of the text: `kind` is "text", "list" or "button"."""

    kind: str
    html: str = ""
    items: tuple = ()
    url: str = ""
    words: str = ""


def message(mail) -> EmailMultiAlternatives:
    """The message of a mail row: one recipient, its own Message-ID, the bassin’s reply address."""
    made = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to_address],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    made.attach_alternative(html(mail), "text/html")
    if mail.calendar:
        made.attach(APPOINTMENT, mail.calendar, "text/calendar")
    return made


def html(mail) -> str:
    """The HTML of a mail, made from its text."""
    return render_to_string(
        "mails/base.html",
        {
            "subject": mail.subject,
            "bassin": mail.bassin,
            "blocks": blocks(mail.text),
            "site": settings.SITE_URL,
            "reply_to": mail.reply_to,
        },
    )


def sent_html(raw: str) -> str:
    """The HTML part of a message as it left."""
    for part in message_from_bytes(raw.encode()).walk():
        if part.get_content_type() == "text/html":
            return part.get_payload(decode=True).decode("utf-8", "replace")
    return ""


def without_secrets(text: str) -> str:
    """The same words; what only the recipient may hold of a personal link becomes a plain name.

    The service reads what it sends, and must not be able to answer in somebody's name. The same
    link has the same name wherever it stands.
    """
    names = {secret: n for n, secret in enumerate(_secrets(text), start=1)}
    return SECRET.sub(lambda found: f"{found[1]}{PLACE}{names[found[2]]}", text)


def with_secrets(text: str, original: str) -> str:
    """The words typed over `without_secrets(original)`, each personal link put back whole."""
    secrets = _secrets(original)
    return HELD.sub(
        lambda found: secrets[int(found[1]) - 1] if int(found[1]) <= len(secrets) else found[0],
        text,
    )


def _secrets(text):
    """Each personal link of a text once, in the order of its first place."""
    return list(dict.fromkeys(found[2] for found in SECRET.finditer(text)))


def blocks(text: str) -> list[Block]:
    """Paragraphs, lists, and a button for each address that stands at the end of its words."""
    paragraphs = [p for p in re.split(r"\n\s*\n", text.strip()) if p.strip()]
    return [block for paragraph in paragraphs for block in _blocks(paragraph)]


def _blocks(paragraph):
    lines = [line.strip() for line in paragraph.strip().splitlines()]
    button = BUTTON.match(lines[-1])
    if len(lines) == 1 and button:
        return [_button(button["words"], button["url"])]
    if URL.fullmatch(lines[-1]) and len(lines) > 1:
        words = " ".join(lines[:-1]).rstrip(": \u00a0")
        if len(words) <= LABEL and "." not in words:
            return [_button(words, lines[-1])]
        return [*_runs(lines[:-1]), _button(_("Ouvrir la page"), lines[-1])]
    return _runs(lines)


def _button(words, url):
    return Block("button", url=url, words=str(words).strip())


def _runs(lines):
    """Lines that begin with a dash are a list; the others are text."""
    found = []
    for is_list, group in groupby(lines, key=lambda line: line.startswith(DASHES)):
        run = list(group)
        if is_list:
            found.append(Block("list", items=tuple(linked(line[2:].strip()) for line in run)))
        else:
            found.append(Block("text", html=_joined(run)))
    return found


def _joined(lines):
    """Lines of a paragraph: one wrapped by hand goes on; a short or numbered one stands alone."""
    parts = [linked(lines[0])]
    for before, line in zip(lines, lines[1:], strict=False):
        wrapped = len(before) >= WRAPPED and not URL.search(before) and not ALONE.match(line)
        parts.append(mark_safe(" " if wrapped else "<br>\n"))
        parts.append(linked(line))
    return format_html_join("", "{}", ((p,) for p in parts))


def linked(text):
    """The text with its addresses as links, everything else escaped."""
    parts, end = [], 0
    for found in URL.finditer(text):
        parts.append(format_html("{}", text[end : found.start()]))
        parts.append(format_html(LINK, found.group(), found.group()))
        end = found.end()
    parts.append(format_html("{}", text[end:]))
    return format_html_join("", "{}", ((p,) for p in parts))
