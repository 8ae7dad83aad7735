"""The validation card: what to see to before an act, what stops it, and where each is mended."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from actors.facts import regulation_of
from core.clock import today
from core.french import day
from plenary.choices import FREE, STANDING, ItemStatus, Kind
from plenary.facts.agenda import agenda_of, length_of
from plenary.facts.waiting import is_possible
from plenary.models import AgendaItem, Annex

BY_ITSELF = (Kind.OTHER, *STANDING)


BY_ITSELF = (Kind.OTHER, *STANDING)


@dataclass(frozen=True)
class Check:
    """One sentence, whether it stops the act, and the page that mends it."""

    sentence: str
    url: str = ""
    action: str = ""
    blocks: bool = False

    @property
    def tone(self):
        return "ko" if self.blocks else "warn"


def checks_to_convene(sitting, rows=None) -> list[Check]:
    """Everything to see to before convening, what stops it first.

    `rows`: the agenda as the service reads it, when the page has it already.
    """
    if rows is None:
        everything = {"seen": AgendaItem.objects.all(), "annexes": Annex.objects.all()}
        rows = agenda_of(sitting, **everything)
    items = [row["item"] for row in rows]
    prefetch_related_objects(items, "pole")
    found = [*_of_the_day(sitting), *_of_the_agenda(sitting, items)]
    for row in rows:
        found += _of_the_item(row["item"], annexes=row["annexes"])
    found += _of_the_regulation(sitting)
    return sorted(found, key=lambda check: not check.blocks)


def checks_to_close(sitting) -> list[Check]:
    """Items of the agenda whose outcome is not noted yet: each stops the closing."""
    items = sitting.items.filter(status=ItemStatus.LISTED).exclude(kind__in=FREE)
    return [
        Check(
            _("Point %(number)s, %(title)s : son issue n’est pas notée.")
            % {"number": item.printed_number, "title": item.title},
            reverse("plenary:record", args=[item.pk]),
            _("Noter l’issue"),
            blocks=True,
        )
        for item in items.order_by("position", "pk")
    ]


def missing_to_convene(sitting) -> list[str]:
    """Why the sitting cannot be convened yet, every reason at once; empty when it can."""
    return [check.sentence for check in checks_to_convene(sitting) if check.blocks]


def missing_to_close(sitting) -> list[str]:
    """Why the sitting cannot be closed yet."""
    return [check.sentence for check in checks_to_close(sitting)]


def _of_the_day(sitting):
    edit = {"url": reverse("plenary:edit", args=[sitting.pk]), "blocks": True}
    if sitting.on < today():
        words = _(
            "La date, le %(day)s, est passée : on ne convoque pas au passé. Changez la date, ou"
            " entrez la séance comme reprise si elle a déjà eu lieu."
        )
        yield Check(words % {"day": day(sitting.on)}, action=_("Changer la date"), **edit)
    if sitting.starts_at is None:
        yield Check(_("L’heure manque."), action=_("Donner l’heure"), **edit)
    if not sitting.place:
        yield Check(_("Le lieu manque."), action=_("Donner le lieu"), **edit)
    if sitting.ends_at is None:
        words = _("Sans heure de fin, la durée des points ne se compare à rien.")
        yield Check(words, edit["url"], _("Donner l’heure de fin"))


def _of_the_agenda(sitting, items):
    if not items:
        waiting = reverse("plenary:waiting")
        yield Check(_("L’ordre du jour est vide."), waiting, _("Voir ce qui attend"), blocks=True)
    length = length_of(sitting, items)
    if length.over:
        words = _("L’ordre du jour dure %(planned)d minutes, %(over)d de plus que la séance.")
        yield Check(
            words % {"planned": length.planned, "over": length.over},
            reverse("plenary:edit", args=[sitting.pk]),
            _("Revoir les heures"),
        )


def _of_the_item(item, *, annexes):
    edit = reverse("plenary:edit_item", args=[item.pk])
    if item.pole and not is_possible(Kind(item.kind), item.pole):
        words = _("%(title)s : le pôle est « %(state)s », le point ne peut plus être décidé.")
        yield Check(
            words % {"title": item.title, "state": item.pole.get_status_display()},
            reverse("plenary:remove", args=[item.pk]),
            _("Retirer le point"),
            blocks=True,
        )
    if item.is_closed and not item.closed_ground.strip():
        words = _("%(title)s : le huis clos n’a pas de motif.")
        yield Check(words % {"title": item.title}, edit, _("Écrire le motif"), blocks=True)
    lacks = [
        words
        for words, is_there in (
            (_("personne pour le présenter"), item.presenter_id or item.kind in BY_ITSELF),
            (_("durée prévue"), item.minutes),
            (_("note ni annexe"), annexes or _needs_no_reading(item)),
        )
        if not is_there
    ]
    if lacks:
        sentence = _("%(title)s : sans %(lacks)s.")
        words = {"title": item.title, "lacks": _(", sans ").join(lacks)}
        yield Check(sentence % words, edit, _("Compléter le point"))


def _needs_no_reading(item):
    """It has a note, or the dossier of its pôle; what comes back each time needs none."""
    return item.text.strip() or item.pole_id or item.kind in BY_ITSELF


def _of_the_regulation(sitting):
    if regulation_of(sitting.body, on=sitting.on) is None:
        yield Check(
            _("Le règlement d’ordre intérieur n’est pas encodé : délai et quorum restent ouverts."),
            reverse("actors:regulations", args=[sitting.body.bassin.code]),
            _("Encoder le règlement"),
        )
