"""The minutes for Word: real heading styles, a table of attendance, French of Belgium.

Made of `Seen` alone, as the page and the PDF: no other audience is in the file.
"""

from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.shared import OxmlElement
from docx.shared import Cm, Pt

from core.french import typographic
from meetings.choices import Presence

LANGUAGE = "fr-BE"
COLUMNS = (_("Nom"), _("Organisation"), _("Présence"))


def written(context) -> bytes:
    """The bytes of the file. `context`: what the printed page also gets."""
    seen = context["seen"]
    document = _blank(context)
    _head(document, context)
    document.add_heading(_("Ouverture de la séance"), level=1)
    _blocks(document, seen.opening)
    _attendance(document, seen)
    _entries(document, seen.entries)
    if seen.closing:
        document.add_heading(_("Levée de la séance"), level=1)
        _blocks(document, seen.closing)
    _foot(document, context)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _blank(context):
    """An empty A4 document in our language, with its title and author."""
    document = Document()
    seen = context["seen"]
    document.core_properties.title = _("Procès-verbal, plénière du %(on)s") % {
        "on": context["sat_on"]
    }
    document.core_properties.author = seen.instance
    document.core_properties.language = LANGUAGE
    document.core_properties.comments = ""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    for style in document.styles:
        if style.element.rPr is not None:
            _speak(style.element.rPr)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    _speak(normal.element.get_or_add_rPr())
    for defaults in document.styles.element.iter(qn("w:rPrDefault")):
        _speak(defaults.find(qn("w:rPr")))
    return document


def _speak(properties):
    """Tells Word in which language the text is, for its spelling."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(name), LANGUAGE)
    properties.append(language)


def _head(document, context):
    seen = context["seen"]
    document.add_paragraph(seen.instance).runs[0].bold = True
    if seen.letterhead:
        document.add_paragraph(seen.letterhead)
    title = _("Procès-verbal de la plénière du %(on)s") % {"on": context["sat_on"]}
    document.add_heading(title, level=0)
    words = [context["audience"]]
    if context["mark"]:
        words.insert(0, _("PROJET, non approuvé"))
    if seen.version > 1:
        words.append(_("version %(n)d") % {"n": seen.version})
    document.add_paragraph(". ".join(words) + ".")
    if seen.reason:
        document.add_paragraph(_("Motif de la correction : %(why)s") % {"why": seen.reason})


def _paragraphs(document, text, style=None):
    """One paragraph per paragraph that was typed; its lines stay lines."""
    for part in typographic(text).replace("\r\n", "\n").split("\n\n"):
        if part.strip():
            document.add_paragraph(part.strip("\n"), style=style)


def _blocks(document, blocks):
    for block in blocks:
        _paragraphs(document, block["text"])


def _attendance(document, seen):
    rows = [(one, presence_words(room)) for room in seen.rooms for one in room["people"]]
    if not rows:
        return
    document.add_heading(_("Présences"), level=2)
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = words
        cell.paragraphs[0].runs[0].bold = True
    _repeat(table.rows[0])
    for one, label in rows:
        cells = table.add_row().cells
        for cell, words in zip(cells, (one["name"], one["organisation"], label), strict=True):
            cell.text = words
    for proxy in seen.proxies:
        document.add_paragraph(
            _("Procuration : %(giver)s à %(holder)s") % proxy, style="List Bullet"
        )


def presence_words(room) -> str:
    """How the presence of one person is said, rather than of the group."""
    value = room["presence"]
    return str(Presence(value).label) if value else room["label"]


def _repeat(row):
    """The head of the table comes back on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _entries(document, entries):
    section = ""
    for entry in entries:
        if entry.section != section:
            section = entry.section
            document.add_heading(section, level=1)
        name = typographic(entry.title)
        document.add_heading(f"{entry.number}. {name}" if entry.number else name, level=2)
        if entry.ground:
            document.add_paragraph(_("Huis clos : %(why)s") % {"why": entry.ground})
        if entry.hidden:
            document.add_paragraph(entry.hidden)
            continue
        if entry.decision:
            document.add_paragraph(_("Décision %(n)s") % {"n": entry.decision}).runs[0].bold = True
        _blocks(document, entry.blocks)


def _foot(document, context):
    seen = context["seen"]
    if seen.corrections:
        document.add_heading(_("Approuvé moyennant ces corrections"), level=1)
        for words in seen.corrections:
            document.add_paragraph(typographic(words), style="List Bullet")
    if context["approved_on"]:
        document.add_paragraph(
            _("Approuvé par la décision %(number)s, en séance du %(day)s.")
            % {"number": seen.approving, "day": context["approved_on"]}
        )
    if seen.signatories:
        document.add_paragraph(_("Signent : %(who)s") % {"who": seen.signatories})
