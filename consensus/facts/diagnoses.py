"""The shared diagnosis: who adhered to which version, who is silent, and the same as a picture."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.choices import Category
from consensus.choices import AdhesionKind
from consensus.facts.dossier import Part, part
from consensus.facts.seats import Seat, seat_of, seats_of
from consensus.models import Adhesion, DiagnosisVersion
from core import pictures
from core.clock import BRUSSELS
from core.states import State
from core.todo import Rows, Section, Task, gathered

RANK = 20
ASKED = Section("diagnostic", _("Diagnostic partagé : votre réponse"), 6)
SILENT = "silence"
STATES = {
    AdhesionKind.ADHERES: State(_("adhère"), "ok", "full-circle"),
    AdhesionKind.RESERVED: State(_("adhère avec réserve"), "warn", "triangle"),
    AdhesionKind.LACKING: State(_("dit ce qui manque"), "ko", "octagon"),
    SILENT: State(_("n’a pas répondu"), "calm", "dotted-circle"),
}
# The order of the columns and of the parts of a bar; its place is its pattern.
ANSWERS = (*AdhesionKind, SILENT)


@dataclass(frozen=True)
class Said:
    """One seat and what it says of a version; nothing yet when `adhesion` is None."""

    seat: Seat
    adhesion: Adhesion | None = None

    @property
    def answer(self):
        return AdhesionKind(self.adhesion.kind) if self.adhesion else SILENT

    @property
    def state(self) -> State:
        return STATES[self.answer]

    @property
    def by_substitute(self) -> bool:
        return self.adhesion is not None and self.adhesion.person_id != self.seat.member.pk


@dataclass(frozen=True)
class CategoryLine:
    """One legal category: how many of its seats say what; the last line is all of them."""

    label: str
    counts: list[int]
    bar: pictures.ShareBar | None = None

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def cells(self) -> list[tuple[str, int]]:
        """(answer in words, how many), in the order of the columns."""
        return [(STATES[a].label, n) for a, n in zip(ANSWERS, self.counts, strict=True)]


@dataclass(frozen=True)
class Picture:
    """What the seats of a day say of a version, by name and by legal category.

    `gone`: answers of seats that are no longer there; they stay readable and count no more.
    """

    said: list[Said]
    gone: list[Adhesion]
    lines: list[CategoryLine]
    all: CategoryLine

    @property
    def silent(self) -> list[Said]:
        return [one for one in self.said if one.adhesion is None]

    @property
    def is_shared(self) -> bool:
        """Has every seat adhered, with or without a reservation?"""
        lacking = AdhesionKind.LACKING
        return bool(self.said) and not any(s.answer in (SILENT, lacking) for s in self.said)

    @property
    def sentence(self) -> str:
        """Who said what, in one sentence; names for the silent, never a share."""
        adhere, reserve, lack, _silent = self.all.counts
        told = (
            (adhere, ngettext("%(n)d partie adhère", "%(n)d parties adhèrent", adhere)),
            (reserve, ngettext("%(n)d avec réserve", "%(n)d avec réserve", reserve)),
            (lack, ngettext("%(n)d dit ce qui manque", "%(n)d disent ce qui manque", lack)),
        )
        words = [sentence % {"n": n} for n, sentence in told if n]
        if reserve and not adhere:
            words[0] = ngettext(
                "%(n)d partie adhère avec réserve", "%(n)d parties adhèrent avec réserve", reserve
            ) % {"n": reserve}
        if self.silent:
            names = ", ".join(one.seat.name for one in self.silent)
            words.append(_("sans réponse : %(names)s") % {"names": names})
        sentence = " ; ".join(words)
        return f"{sentence[:1].upper()}{sentence[1:]}."


def asked_on(version, versions, *, on) -> date:
    """The day whose seats are asked: today while it is current, else the day of the next one."""
    later = [v for v in versions if v.number > version.number]
    if not later:
        return on
    return min(later, key=lambda v: v.number).submitted_at.astimezone(BRUSSELS).date()


def picture_of(version, *, on) -> Picture:
    """What the seats standing on the day `on` say of this version. Two queries."""
    seats = seats_of(version.diagnosis.pole, on=on)
    rows = version.adhesions.select_related("person", "seat__person", "seat__organisation")
    given = {row.seat_id: row for row in rows.order_by("seat", "pk")}
    said = [Said(seat, given.pop(seat.pk, None)) for seat in seats]
    return picture_among(said, list(given.values()))


def picture_among(said, gone) -> Picture:
    """The same from what is known already."""
    lines = [
        _line(label, [s for s in said if s.seat.membership.category == letter])
        for letter, label in Category.choices
    ]
    shown = [line for line in lines if line.total]
    return Picture(said, gone, shown, _line(_("Toutes les parties"), said))


def _line(label, said):
    counts = Counter(one.answer for one in said)
    row = [counts[answer] for answer in ANSWERS]
    told = ", ".join(
        f"{STATES[answer].label} {n}" for answer, n in zip(ANSWERS, row, strict=True) if n
    )
    seats = ngettext("%(n)d siège", "%(n)d sièges", sum(row)) % {"n": sum(row)}
    bar = pictures.share_bar(
        row,
        label=f"{label}, {seats}",
        title=_("%(label)s : %(told)s.") % {"label": label, "told": told or _("personne")},
    )
    return CategoryLine(str(label), row, bar)


def headings() -> list[dict]:
    """The columns of the picture, with the pattern that tells each in a bar."""
    return [{"label": STATES[a].label, "pattern": n} for n, a in enumerate(ANSWERS)]


def current_version(pole) -> DiagnosisVersion | None:
    """The last version submitted to the parties, with its diagnosis and pôle."""
    return (
        DiagnosisVersion.objects.filter(diagnosis__pole=pole)
        .select_related("diagnosis__pole__bassin", "submitted_by__own_person")
        .order_by("-number")
        .first()
    )


@part(RANK)
def shared_diagnosis(pole, user, *, on):
    """Where the diagnosis stands, and what this person is asked."""
    version = current_version(pole)
    serves = user.has_perm("consensus.write_diagnosis", pole)
    picture = picture_of(version, on=on) if version else None
    seat = seat_of([s.seat for s in picture.said], user.person) if picture else None
    mine = next((s for s in picture.said if s.seat is seat), None) if seat else None
    url = reverse("consensus:diagnosis", args=[pole.pk])
    return Part(
        "diagnostic",
        _("Diagnostic partagé"),
        "consensus/_diagnosis_part.html",
        {"version": version, "picture": picture, "mine": mine, "serves": serves},
        url=url if version or serves else "",
        action=_("Lire") if version else _("Écrire"),
        icon="eye" if version else "edit",
    )


@gathered
def diagnosis_to_answer(user, *, on):
    """Versions on which the seat of this person is silent."""
    if user.person is None:
        return
    yield Rows(
        DiagnosisVersion.objects.filter(
            pk__in=DiagnosisVersion.objects.awaiting(user.person, on=on).values("pk")
        ),
        (
            "diagnosis__pole__title",
            "answer_by",
            "diagnosis__pole",
            Value(None),
            "number",
            Value(""),
        ),
        _to_answer,
    )


def _to_answer(pole, answer_by, pk, _on, number, _more):
    return Task(
        ASKED,
        pole,
        reverse("consensus:diagnosis_answer", args=[pk]),
        _("Répondre"),
        meta=(_("version %(number)s") % {"number": number},),
        due_on=answer_by,
    )
