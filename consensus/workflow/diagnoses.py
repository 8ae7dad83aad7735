"""The shared diagnosis: written by the service, submitted to the parties, answered by each."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from consensus import notifications
from consensus.choices import AdhesionKind, AnswerChannel
from consensus.facts import seat_of, seats_of
from consensus.models import Adhesion, Diagnosis, DiagnosisComment, DiagnosisVersion
from core import journal
from core.canonical import sha256
from core.clock import today
from core.french import day
from core.versions import save_over
from core.workflow import Refused, WrongState
from poles.choices import IN_HAND
from poles.models import Membership


def begin_diagnosis(diagnosis, *, by):
    """The first words. Refuses a second diagnosis of the same pôle, and a pôle not at work."""
    with transaction.atomic():
        if diagnosis.pole.status not in IN_HAND:
            raise Refused(_("Le pôle n’est pas en activité : il n’a pas de diagnostic à partager."))
        if Diagnosis.objects.filter(pole=diagnosis.pole).exists():
            raise WrongState(
                _("Quelqu’un a commencé le diagnostic de ce pôle : ouvrez-le pour le compléter.")
            )
        diagnosis._history_user, diagnosis._change_reason = by, _("diagnostic commencé")
        diagnosis.save()
        journal.append("consensus.commencer_diagnostic", about=diagnosis, by=by)
    return diagnosis


def edit_diagnosis(diagnosis, *, by, base_version):
    """Writes the text; what was submitted does not change with it."""
    save_over(
        diagnosis,
        base_version=base_version,
        by=by,
        reason=_("diagnostic modifié"),
        act="consensus.ecrire_diagnostic",
    )


def submit_diagnosis(diagnosis, *, by, answer_by, changed="", base_version=None):
    """Freezes the text as the next version and asks every designated seat again, by mail.

    `base_version`: the text that was read before submitting; one written since is refused. Refuses
    the same text twice, a day that is over, a pôle not at work or without any designated seat.
    """
    with transaction.atomic():
        row = (
            Diagnosis.objects.select_for_update(of=("self",))
            .select_related("pole__bassin")
            .get(pk=diagnosis.pk)
        )
        if base_version is not None and base_version != row.version:
            raise WrongState(_("Le texte a changé depuis votre lecture : relisez-le d’abord."))
        last = row.versions.order_by("-number").first()
        seats = _askable(row, last, answer_by)
        version = DiagnosisVersion.objects.create(
            diagnosis=row,
            number=last.number + 1 if last else 1,
            text=row.text,
            sha256=sha256(row.text),
            changed=changed.strip(),
            answer_by=answer_by,
            submitted_at=timezone.now(),
            submitted_by=by,
        )
        journal.append(
            "consensus.soumettre_diagnostic",
            about=row,
            by=by,
            data={"version": version.number, "sha256": version.sha256, "on": answer_by},
        )
        notifications.diagnosis_submitted(version, seats)
    return version


def _askable(row, last, answer_by):
    reasons = []
    if row.pole.status not in IN_HAND:
        reasons.append(_("Le pôle n’est pas en activité : ses membres ne sont plus sollicités."))
    if last and last.text == row.text:
        reasons.append(
            _("Le texte est celui de la version %(number)d : rien de nouveau n’est à lire.")
            % {"number": last.number}
        )
    if answer_by < today():
        past = _("Le %(day)s est passé : donnez un jour à venir.")
        reasons.append(past % {"day": day(answer_by)})
    seats = seats_of(row.pole, on=today())
    if not seats:
        reasons.append(_("Personne n’est désigné dans ce pôle : il n’y a personne à qui demander."))
    if reasons:
        raise Refused(*reasons)
    return seats


def adhere(version, *, person, kind, reason="", by=None, channel=AnswerChannel.PAGE):
    """A seat adheres, with or without a reservation, or says what is lacking.

    `person`: the member, or their substitute; `by`: the account, None by the signed link. Refuses a
    guest, whoever left, a version that another one replaced, and a reservation without its reason.
    The same answer again writes nothing.
    """
    words = reason.strip()
    if kind != AdhesionKind.ADHERES and not words:
        raise Refused(_("Dites pourquoi : c’est ce qui fait avancer le texte."))
    with transaction.atomic():
        _hold_current(version)
        seat = seat_of(seats_of(version.diagnosis.pole, on=today()), person)
        if seat is None:
            raise Refused(_why_no_seat(version.diagnosis.pole, person))
        row = Adhesion.objects.filter(version=version, seat=seat.membership).first() or Adhesion(
            version=version, seat=seat.membership
        )
        if row.pk and (row.kind, row.reason, row.person_id) == (kind, words, person.pk):
            return row
        row.kind, row.reason, row.person = kind, words, person
        row.given_at, row.given_by, row.channel = timezone.now(), by, channel
        row._history_user = by
        row.save()
        journal.append(
            "consensus.adherer",
            about=version.diagnosis,
            by=by,
            data={
                "version": version.number,
                "seat": seat.pk,
                "person": person.pk,
                "answer": kind,
                "channel": channel,
            },
        )
    return row


def comment_diagnosis(version, *, person, text, by):
    """Somebody of the pôle remarks something: guests too, and it counts for nothing."""
    if not text.strip():
        raise Refused(_("Le commentaire est vide."))
    with transaction.atomic():
        _hold_current(version)
        comment = DiagnosisComment.objects.create(
            version=version, person=person, text=text.strip(), given_at=timezone.now()
        )
        journal.append(
            "consensus.commenter_diagnostic",
            about=version.diagnosis,
            by=by,
            data={"version": version.number, "comment": comment.pk},
        )
    return comment


def _hold_current(version):
    """Locks the diagnosis: a new version does not slip in between. Refuses one that is replaced."""
    diagnoses = Diagnosis.objects.select_for_update(of=("self",)).select_related("pole")
    version.diagnosis = diagnoses.get(pk=version.diagnosis_id)
    last = version.diagnosis.versions.aggregate(last=Max("number"))["last"]
    if version.number != last:
        raise WrongState(
            _("La version %(new)d remplace la version %(old)d : lisez-la, puis répondez.")
            % {"old": version.number, "new": last}
        )


def _why_no_seat(pole, person):
    guest = Membership.objects.standing(on=today()).filter(pole=pole, person=person, is_guest=True)
    if guest.exists():
        return _("Vous êtes invité·e dans ce pôle : vous commentez, vous ne répondez pas.")
    return _(
        "Vous n’êtes pas désigné·e dans ce pôle aujourd’hui : votre réponse n’est pas demandée."
    )
