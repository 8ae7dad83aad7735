"""Organisations from a file, with the legal category they carry by default (art. 18 § 1)."""

import copy
from functools import partial
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.choices import Category, Sector
from actors.facts.altering import RULED, forecast_of
from actors.imports import meeting
from actors.imports.people import Known
from actors.models import Bassin, Organisation
from core.csvfile import BadFile, Tally
from core.imports import (
    Choice,
    Column,
    Fate,
    ImportKind,
    Line,
    Outcome,
    importable,
    read,
)
from core.imports.kinds import WRITES, folded

ACT = "actors.importer_organisation"
REASON = _("importée d’un fichier")
COLUMNS = (
    Column(
        "name_fr",
        gettext_lazy("Nom"),
        gettext_lazy("Le nom entier, en français."),
        needed=True,
        names=("organisation", "dénomination", "nom de l’organisation"),
        example="Centre de formation du canal",
    ),
    Column(
        "short",
        gettext_lazy("Sigle"),
        gettext_lazy("Une organisation qui a le même est rapprochée."),
        names=("abréviation", "acronyme"),
        example="CFC",
    ),
    Column(
        "name_nl",
        gettext_lazy("Nom en néerlandais"),
        gettext_lazy("S’il y en a un."),
        names=("naam",),
        example="Vormingscentrum Kanaal",
    ),
    Column(
        "subcategory",
        gettext_lazy("Nature"),
        gettext_lazy("École, syndicat, centre de formation…"),
        names=("type", "genre"),
        example="Centre de formation",
    ),
    Column(
        "category",
        gettext_lazy("Catégorie légale"),
        gettext_lazy("A, B, C ou autre, celle qu’elle a par défaut."),
        names=("catégorie",),
        example="B",
    ),
    Column(
        "sector",
        gettext_lazy("Statut"),
        gettext_lazy("public, privé, associatif ou paritaire."),
        names=("secteur",),
        example="associatif",
    ),
    Column(
        "bassin",
        gettext_lazy("Bassin"),
        gettext_lazy("Son code ou son nom. Vide : active dans plusieurs."),
        example="BXL",
    ),
)
TEXTS = ("name_fr", "name_nl", "short", "subcategory")
CLOSED = (
    ("category", gettext_lazy("Catégorie légale"), Category),
    ("sector", gettext_lazy("Statut"), Sector),
)


def judge(_code, lines) -> list[Fate]:
    """The fate of each line, in the order of the file."""
    known = Known.now()
    bassins = {}
    for bassin in Bassin.objects.order_by("pk"):
        bassins |= {folded(bassin.code): bassin, folded(bassin.name): bassin}
    return [_fate(line, known, bassins) for line in lines]


def _fate(line, known, bassins):
    new, reasons = _read(line, bassins)
    if reasons:
        return Fate(line, Outcome.REFUSED, tuple(reasons))
    found = known.organisations_like(new)
    has_the_name = bool(found) and folded(found[0].name_fr) == folded(new.name_fr)
    return meeting.fate_of(
        line,
        new,
        found[:1] if has_the_name else found,
        given=[c.key for c in COLUMNS if line[c.key]],
        may_double=not has_the_name,
        known=known,
    )


def _read(line, bassins):
    """(the organisation that the line says, every reason why it does not read)."""
    new = Organisation(**{name: line[name] for name in TEXTS})
    reasons = [] if new.name_fr else [_("Le nom manque.")]
    for name, label, choices in CLOSED:
        value = _choice(line[name], choices)
        if value is None:
            reasons.append(_unknown(label, line[name], choices.values))
        else:
            setattr(new, name, value)
    if line["bassin"]:
        new.bassin = bassins.get(folded(line["bassin"]))
        if new.bassin is None:
            codes = sorted({bassin.code for bassin in bassins.values()})
            reasons.append(_unknown(_("Bassin"), line["bassin"], codes))
    return new, reasons


def _choice(text, choices):
    """The value that was written, or its label; None when it is neither."""
    if not text:
        return ""
    known = {folded(value): value for value in choices.values}
    known |= {folded(str(label)): value for value, label in choices.choices}
    return known.get(folded(text))


def _unknown(label, value, known):
    words = {"label": label, "value": value[:40], "known": ", ".join(known)}
    return _("%(label)s : « %(value)s » n’est pas connu, écrivez %(known)s, ou rien.") % words


def lock(_code):
    """Every organisation, in order: the file may name any."""
    list(Organisation.objects.select_for_update(of=("self",)).only("pk").order_by("pk"))


write = partial(meeting.write, act=ACT, reason=REASON)


def import_organisations(path: Path, *, by=None) -> Tally:
    """Adds the organisations of the file, and corrects those that it knows by their name.

    One transaction; the same judgement and the same writing as the page, every conflict answered
    « remplacer », those that it cannot answer so refused. Raises BadFile. Run twice, the second
    changes nothing.
    """
    try:
        with path.open("rb") as stream:
            sheet = read(File(stream, name=path.name))
    except OSError as fault:
        words = {"file": path, "why": fault.strerror}
        raise BadFile(_("%(file)s : le fichier ne s’ouvre pas (%(why)s).") % words) from fault
    mapping = ORGANISATIONS.guessed(sheet.columns)
    if missing := ORGANISATIONS.missing(mapping):
        words = {"file": path.name, "names": ", ".join(str(c.label) for c in missing)}
        raise BadFile(_("%(file)s, ligne 1 : il manque la colonne %(names)s.") % words)
    lines = [
        Line(number, {key: cells[n] for key, n in mapping.items()}, Choice.REPLACE)
        for number, cells in sheet.rows
    ]
    with transaction.atomic():
        lock("")
        fates = judge("", lines)
        _refuse_what_does_not_read(path, fates)
        write([fate for fate in fates if fate.outcome in WRITES], by=by)
    counts = {o: sum(fate.outcome == o for fate in fates) for o in Outcome}
    return Tally(
        _("Organisations"),
        counts[Outcome.CREATE],
        counts[Outcome.REPLACE],
        counts[Outcome.SAME],
    )


def _refuse_what_does_not_read(path, fates):
    for fate in fates:
        if fate.outcome in (Outcome.REFUSED, Outcome.CONFLICT):
            words = {"file": path.name, "line": fate.line.number, "why": " ".join(fate.words)}
            raise BadFile(_("%(file)s, ligne %(line)s : %(why)s") % words)


def _told(line):
    rest = (line["short"], line["subcategory"], line["category"], line["sector"], line["bassin"])
    return line["name_fr"], ", ".join(filter(None, rest))


def foresee(replacements, *, on):
    """What the rules of the pôles would say of these organisations as they become."""
    rows = []
    for replacement in replacements:
        if read_by_rules := {n: v for n, v in replacement.values.items() if n in RULED}:
            row = copy.copy(replacement.row)
            for name, value in read_by_rules.items():
                setattr(row, name, value)
            rows.append(row)
    return forecast_of(*rows, on=on) if rows else None


def back(code):
    return reverse("actors:bassin", args=[code]), _("Les réglages du bassin")


def served(user):
    return list(Bassin.objects.visible_to(user).order_by("pk").values_list("code", flat=True))


ORGANISATIONS = importable(
    ImportKind(
        key="actors.organisations",
        title=gettext_lazy("Organisations"),
        columns=COLUMNS,
        judge=judge,
        lock=lock,
        write=write,
        told=_told,
        subjects=served,
        back=back,
        foresee=foresee,
    )
)
