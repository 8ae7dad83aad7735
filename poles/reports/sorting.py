"""The candidatures of a call as the service sorts them: criteria, doubles, what each is answered.

Everything here stays in the service of the bassin (domain.md § 7).
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _

from core.states import State
from poles.choices import APPLICATION_LOOKS, ApplicationStatus, Check, ProposalStatus
from poles.models import Application, Call
from poles.reports.applications import application_state

CRITERIA = ("category_checked", "territory_checked", "competence_checked", "mandate_checked")
CHECK_LOOKS = {
    Check.YES: ("ok", "check"),
    Check.NO: ("ko", "octagon"),
    Check.VERIFY: ("warn", "triangle"),
}
PLACEHOLDERS = ("prenom", "nom", "organisation", "pole", "numero", "motif")


@dataclass(frozen=True)
class ApplicationRow:
    """One line of the table: who, where it stands, what was found of the criteria, doubles."""

    application: Application
    state: State
    criteria: str
    proposal: str
    doubles: list[str] = field(default_factory=list)


def application_rows(applications, doubles) -> list[ApplicationRow]:
    """Expects the call and the proposal to be fetched; `doubles`: see `doubles_in`."""
    return [
        ApplicationRow(
            application,
            application_state(application),
            criteria_in_brief(application),
            proposal_in_words(application),
            doubles.get(application.pk, []),
        )
        for application in applications
    ]


def counts_of(call) -> list[tuple[State, int]]:
    """How many candidatures stand in each state, in the order of their life."""
    found = Application.objects.filter(call=call).order_by().values_list("status")
    counts = dict(found.annotate(n=Count("pk")))
    return [
        (State(str(s.label), *APPLICATION_LOOKS[s]), counts[s])
        for s in ApplicationStatus
        if s in counts
    ]


def criteria_in_brief(application) -> str:
    """« 3 oui, 1 à vérifier »; "" while nobody has looked."""
    found = [getattr(application, name) for name in CRITERIA]
    counts = [(found.count(check.value), str(check.label)) for check in Check]
    return ", ".join(f"{count} {label}" for count, label in counts if count)


def criteria_of(application) -> list[tuple[str, State | None]]:
    """(criterion, its state or None while nobody has looked)."""
    rows = []
    for name in CRITERIA:
        label = str(Application._meta.get_field(name).verbose_name)
        value = getattr(application, name)
        state = State(str(Check(value).label), *CHECK_LOOKS[Check(value)]) if value else None
        rows.append((label[:1].upper() + label[1:], state))
    return rows


def proposal_in_words(application) -> str:
    return application.proposal.get_status_display() if application.proposal else ""


def doubles_in(call, *, on) -> dict[int, list[str]]:
    """{candidature: sentences}: same organisation, same address, other calls answered.

    Two queries whatever their number; only candidatures of the same bassin are compared.
    """
    mine = list(
        Application.objects.standing()
        .filter(call=call)
        .order_by("pk")
        .values("pk", "email", "organisation_key", "organisation", "first_name", "last_name")
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in mine:
        for other in mine:
            if other["pk"] != row["pk"]:
                found[row["pk"]] += _said_of(row, other)
    emails = {row["email"] for row in mine}
    open_calls = Call.objects.running(on=on).filter(pole__bassin=call.pole.bassin_id)
    elsewhere = (
        Application.objects.standing()
        .filter(call__in=open_calls, email__in=emails)
        .exclude(call=call)
        .order_by("pk")
        .values_list("email", "call__pole__title")
    )
    titles = defaultdict(list)
    for email, title in elsewhere:
        titles[email].append(title)
    for row in mine:
        found[row["pk"]] += [
            _("Répond aussi à l’appel du pôle « %(pole)s ».") % {"pole": title}
            for title in titles[row["email"]]
        ]
    return dict(found)


def _said_of(row, other):
    known = {"who": f"{other['first_name']} {other['last_name']}"}
    same = row["organisation"] and row["organisation"] == other["organisation"]
    if same or row["organisation_key"] == other["organisation_key"]:
        yield _("Même organisation que %(who)s.") % known
    if row["email"] == other["email"]:
        yield _("Même adresse électronique que %(who)s.") % known


def answer_to(application) -> str:
    """What this person is answered: the text of the call, filled for them."""
    text = _text_of(application)
    values = {
        "prenom": application.first_name,
        "nom": application.last_name,
        "organisation": str(application.organisation or application.organisation_name),
        "pole": application.call.pole.title,
        "numero": application.number,
        "motif": application.reason,
    }
    parts = text.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        known = closed and name in values
        filled.append(values[name] + rest if known else "{" + part)
    return "".join(filled)


def _text_of(application):
    call = application.call
    if application.status == ApplicationStatus.RESERVE:
        return call.reserve_text
    if application.status == ApplicationStatus.NOT_RETAINED:
        return call.not_retained_text
    if application.proposal and application.proposal.status == ProposalStatus.DESIGNATED:
        return call.designated_text
    return call.not_designated_text
