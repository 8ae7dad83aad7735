"""The acts on the fiche of a pôle: create, edit, submit, take back, rework, abandon, attach."""

import json

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal, numbers
from core.canonical import canonical, sha256
from core.clock import today
from core.search import folded
from core.versions import save_over
from core.workflow import Refused, refuse_unless_lawful, transition
from poles import notifications
from poles.choices import PoleStatus
from poles.facts import frozen
from poles.models import Attachment, FicheVersion, Pole
from poles.verdicts import verdicts_to_submit
from poles.workflow.states import TRANSITIONS


def create(pole, *, by):
    """A fiche is opened, on the service's initiative or from a demande. Gives the saved pôle."""
    with transaction.atomic():
        year = today().year
        number = numbers.take(f"pole/{pole.bassin.code}/{year}")
        pole.number = f"P-{pole.bassin.code}-{year}-{number:03d}"
        pole.search_text = searchable(pole)
        pole._history_user = by
        pole.save()
        journal.append("poles.créer", about=pole, by=by, data={"number": pole.number})
    return pole


def searchable(pole):
    """What the search reads of a fiche, without accents: name, number, problem, objectives."""
    return folded(pole.title, pole.number, pole.problem, pole.objectives)


EDITABLE = (PoleStatus.DRAFT,)


def is_editable(pole):
    """In preparation; later, only to write a modification that the plenary decided."""
    return pole.status in EDITABLE or pole.decisions.to_write().exists()


def edit(pole, *, by, base_version):
    """Saves the fiche as its next version. Refuses a submitted one; Conflict when overtaken."""
    with transaction.atomic():
        row = Pole.objects.select_for_update(of=("self",)).get(pk=pole.pk)
        if not is_editable(row):
            raise Refused(
                _("La fiche est « %(state)s » : elle ne se modifie plus. Reprenez-la d’abord.")
                % {"state": row.get_status_display().lower()}
            )
        pole.search_text = searchable(pole)
        save_over(pole, base_version=base_version, by=by)


def freeze(pole, *, by, occasion):
    """Keeps the fiche as it stands: canonical JSON and its hash, never changed again."""
    text = canonical(frozen(pole))
    last = pole.versions.order_by("-number").first()
    return FicheVersion.objects.create(
        pole=pole,
        number=(last.number if last else 0) + 1,
        data=json.loads(text),
        text=text,
        sha256=sha256(text),
        frozen_at=timezone.now(),
        frozen_by=by,
        occasion=occasion,
    )


def submit(pole, *, by):
    """Submits the fiche to the plenary: P1 binds; P2–P5 and P17 warn; the version is frozen."""
    with transition(
        pole, PoleStatus.PROPOSED, allowed=TRANSITIONS, by=by, act="poles.soumettre"
    ) as proof:
        verdicts = verdicts_to_submit(pole, on=today())
        refuse_unless_lawful(verdicts)
        pole.submitted_at, pole.submitted_by = timezone.now(), by
        version = freeze(pole, by=by, occasion=_("soumission à la plénière"))
        proof["fiche"] = {"version": version.number, "sha256": version.sha256}
        proof["derogations"] = [v.rule.code for v in verdicts if v.asks_derogation]
        notifications.pole_submitted(pole)


def take_back(pole, *, by, reason):
    """The service takes a fiche back before the plenary has decided."""
    with transition(
        pole, PoleStatus.DRAFT, allowed=TRANSITIONS, by=by, reason=reason, act="poles.reprendre"
    ):
        pole.submitted_at = pole.submitted_by = None
        notifications.pole_taken_back(pole, reason=reason)


def rework(pole, *, by, reason):
    """A fiche that was not retained is taken up again; the refusal stays readable."""
    with transition(
        pole, PoleStatus.DRAFT, allowed=TRANSITIONS, by=by, reason=reason, act="poles.retravailler"
    ):
        pole.submitted_at = pole.submitted_by = None


def abandon(pole, *, by, reason):
    """The service gives the pôle up, from a draft or after a refusal."""
    with transition(
        pole,
        PoleStatus.ABANDONED,
        allowed=TRANSITIONS,
        by=by,
        reason=reason,
        act="poles.abandonner",
    ):
        notifications.pole_abandoned(pole, reason=reason)


def attach(pole, stored, *, label, by):
    """Joins an accepted file to the fiche while it may be edited."""
    with transaction.atomic():
        _editable(pole)
        attachment = Attachment.objects.create(pole=pole, stored=stored, label=label)
        journal.append(
            "poles.joindre", about=pole, by=by, data={"file": stored.pk, "sha256": stored.sha256}
        )
    return attachment


def detach(attachment, *, by):
    """Takes a file off the fiche; the file stays for the versions that cite it."""
    with transaction.atomic():
        _editable(attachment.pole)
        attachment.removed_at, attachment.removed_by = timezone.now(), by
        attachment.save()
        journal.append(
            "poles.retirer_pièce", about=attachment.pole, by=by, data={"file": attachment.stored_id}
        )


def _editable(pole):
    row = Pole.objects.select_for_update(of=("self",)).get(pk=pole.pk)
    if not is_editable(row):
        raise Refused(_("La fiche est soumise : reprenez-la avant d’en changer les pièces."))
