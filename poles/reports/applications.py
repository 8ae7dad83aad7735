"""What the service and the applicant read of a candidature; the signed link of its follow-up.

The link opens one candidature, until thirty days after the closing of its call. GET shows, POST
acts. What the service thinks of a candidature never reaches it before the answers leave.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from actors.models import Organisation
from core.clock import today
from core.french import day
from core.search import folded
from core.signed import BrokenLink, opened, sealed
from core.states import State
from poles.choices import APPLICATION_LOOKS, ApplicationStatus, CallStanding
from poles.models import Application
from poles.reports.calls import call_standing, closed_since

SALT = "poles.candidature"
KEPT = timedelta(days=30)


def follow_up_path(application) -> str:
    """The path of the page where the applicant follows, completes or withdraws."""
    token = sealed({"candidature": application.pk}, salt=SALT)
    return reverse("poles:follow_up", args=[token])


def read_follow_up(token: str) -> Application:
    """The candidature of a link. Raises BrokenLink, in words, when it opens nothing any more."""
    remedy = _(
        "Ce lien est incomplet ou a été modifié. Ouvrez-le à nouveau depuis l’accusé de réception,"
        " en entier."
    )
    words = opened(token, salt=SALT, remedy=remedy)
    found = Application.objects.filter(pk=words["candidature"]).select_related(
        "call__pole__bassin", "call__pole__theme", "organisation", "attachment"
    )
    application = found.first()
    if application is None:
        raise BrokenLink(_("Cette candidature n’est plus gardée par le service."))
    last = application.call.closes_on + KEPT
    if today() > last:
        raise BrokenLink(
            _(
                "Ce lien servait jusqu’au %(day)s, trente jours après la clôture de l’appel. Pour"
                " la suite, écrivez à %(address)s."
            )
            % {"day": day(last), "address": mailbox_of(application.call)}
        )
    return application


def mailbox_of(call) -> str:
    """Where somebody without an account writes to the service."""
    bassin = call.pole.bassin
    return bassin.mailbox or bassin.reply_address or _("l’adresse du service")


def application_state(application) -> State:
    """As the service reads it."""
    looks = APPLICATION_LOOKS[application.status]
    return State(application.get_status_display(), *looks)


def applicant_state(application, *, on) -> State:
    """As the applicant reads it: nothing of what the service thinks before the answers leave."""
    if application.status == ApplicationStatus.WITHDRAWN:
        return application_state(application)
    if application.answered_at:
        return State(_("Réponse envoyée"), "ok", "check")
    standing = call_standing(application.call, on=on)
    if standing == CallStanding.CANCELLED:
        return State(_("Appel annulé"), "ko", "octagon")
    if standing == CallStanding.CLOSED:
        return State(_("À l’examen"), "accent", "half-circle")
    return State(_("Reçue"), "ok", "check")


def answers_of(application) -> list[tuple[str, str]]:
    """What was answered, as (label, words)."""
    rows = [
        (_("Organisation"), _organisation_of(application)),
        (_("Personne"), f"{application.name}, {application.function}"),
        (_("Adresse électronique"), application.email),
        (_("Téléphone"), application.phone),
        (_("Catégorie souhaitée"), application.get_category_display()),
        (_("Point de vue"), application.get_presence_display()),
        (_("Sur le territoire du bassin"), application.territory),
        (_("Connaissance du thème"), application.competence),
        (_("Apport au pôle"), application.motivation),
    ]
    return [(label, str(words)) for label, words in rows if words]


def _organisation_of(application):
    known = str(application.organisation or "")
    if not known or known == application.organisation_name:
        return application.organisation_name
    return _("%(typed)s (reconnue : %(known)s)") % {
        "typed": application.organisation_name,
        "known": known,
    }


def why_read_only(application, *, on) -> str:
    """Why the applicant changes nothing any more, in words; "" while they may."""
    if application.status == ApplicationStatus.WITHDRAWN:
        return _("Vous avez retiré cette candidature le %(day)s.") % {
            "day": day(application.withdrawn_at)
        }
    standing = call_standing(application.call, on=on)
    if standing == CallStanding.OPEN:
        return ""
    if standing == CallStanding.CANCELLED:
        return _("L’appel est annulé : votre candidature ne sera pas examinée.")
    return _(
        "L’appel est clos depuis le %(day)s : votre candidature ne se modifie ni ne se retire plus"
        " ici. Pour une correction, écrivez à %(address)s."
    ) % {"day": day(closed_since(application.call)), "address": mailbox_of(application.call)}


def why_no_answer(call, *, on) -> str:
    """Why nobody may answer the call on the day, in words; "" while one may."""
    standing = call_standing(call, on=on)
    known = {"address": mailbox_of(call)}
    if standing == CallStanding.OPEN:
        return ""
    if standing == CallStanding.CANCELLED:
        return _("Cet appel est annulé : votre candidature n’a pas été enregistrée.")
    if standing == CallStanding.CLOSED:
        known["day"] = day(closed_since(call))
        return (
            _(
                "Cet appel est clos depuis le %(day)s : votre candidature n’a pas été enregistrée."
                " Votre texte reste ci-dessous ; copiez-le, puis écrivez à %(address)s."
            )
            % known
        )
    known["day"] = day(call.opens_on)
    return _("Cet appel s’ouvre le %(day)s. Gardez votre texte et revenez ce jour-là.") % known


def known_organisation(name: str, bassin) -> Organisation | None:
    """The one organisation of the bassin that bears this name or sigle, accents and case aside."""
    key = folded(name)
    names = Organisation.objects.in_bassin(bassin).order_by("pk")
    found = {
        pk
        for pk, *words in names.values_list("pk", "name_fr", "name_nl", "short")
        if key in {folded(word) for word in words if word}
    }
    return Organisation.objects.get(pk=found.pop()) if len(found) == 1 else None


def organisation_names(bassin, asked="", *, most=200) -> list[str]:
    """Names to choose among, those of organisations alone: no person ever appears."""
    names = Organisation.objects.in_bassin(bassin).order_by("name_fr")
    words = folded(asked).split()
    found = []
    for name, short in names.values_list("name_fr", "short"):
        if all(word in folded(name, short) for word in words):
            found.append(name)
        if len(found) == most:
            break
    return found
