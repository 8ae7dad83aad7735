"""What a call says on a day: to the service, and to anybody from a whitelist of fields."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.french import day, days
from core.states import State
from poles.choices import CALL_LOOKS, IN_HAND, CallStanding, CallStatus, Reach
from poles.models import Call

# The field's letter, the mark of the category, what the public reads.
SOUGHT = (
    ("a", "A", gettext_lazy("Entreprises et partenaires sociaux")),
    ("b", "B", gettext_lazy("Emploi, formation et insertion")),
    ("c", "C", gettext_lazy("Enseignement qualifiant")),
    ("other", "other", gettext_lazy("Autres personnes, hors des trois catégories")),
)
ONE_DAY = timedelta(days=1)


def call_standing(call, *, on) -> CallStanding:
    """Computed from the dates, the last day inclusive, and from what became of the pôle."""
    if call.status == CallStatus.DRAFT:
        return CallStanding.DRAFT
    if call.status == CallStatus.CANCELLED:
        return CallStanding.CANCELLED
    if on > call.closes_on or call.pole.status not in IN_HAND:
        return CallStanding.CLOSED
    return CallStanding.OPEN if on >= call.opens_on else CallStanding.TO_COME


def call_under_way(pole, *, on) -> Call | None:
    """The call that seeks members for the pôle already: in preparation, open or soon to be."""
    return (
        Call.objects.filter(pole=pole)
        .filter(Q(status=CallStatus.DRAFT) | Q(status=CallStatus.OPEN, closes_on__gte=on))
        .order_by("status", "-pk")
        .first()
    )


def call_state(call, *, on) -> State:
    standing = call_standing(call, on=on)
    return State(str(standing.label), *CALL_LOOKS[standing])


def closed_since(call) -> date | None:
    """The first day on which nobody may answer any more."""
    ended_on = call.pole.ended_on if call.pole.status not in IN_HAND else None
    after = call.closes_on + ONE_DAY
    return min(after, ended_on) if ended_on else after


@dataclass(frozen=True)
class Sought:
    """One group that a call seeks: its mark, its name, how many, whom."""

    mark: str
    label: str
    seats: int | None
    profile: str

    @property
    def count(self) -> str:
        if self.seats is None:
            return ""
        return _("1 place") if self.seats == 1 else _("%(n)d places") % {"n": self.seats}


def sought_by(call) -> list[Sought]:
    """The groups that the call seeks; those of which it says nothing are left out."""
    found = []
    for letter, mark, label in SOUGHT:
        seats, profile = getattr(call, f"seats_{letter}"), getattr(call, f"profile_{letter}")
        if seats or profile.strip():
            found.append(Sought(mark, str(label), seats or None, profile))
    return found


@dataclass(frozen=True)
class PublicCall:
    """All that anybody may read of a call: nothing else reaches a public page."""

    url: str
    pole: str
    theme: str
    bassin: str
    mailbox: str
    lede: str
    text: str
    sought: list[Sought]
    effort: str
    designation_on: date | None
    first_meeting: str
    opens_on: date
    closes_on: date
    first_closing_on: date | None
    extension_reason: str
    cancel_reason: str
    standing: CallStanding
    state: State
    when: str
    is_listed: bool

    @property
    def is_open(self) -> bool:
        return self.standing == CallStanding.OPEN


def public_call(call, *, on) -> PublicCall:
    """Expects the pôle, its theme and its bassin to be fetched."""
    pole, bassin = call.pole, call.pole.bassin
    return PublicCall(
        url=call.public_url,
        pole=pole.title,
        theme=pole.theme.name if pole.theme else "",
        bassin=bassin.instance_name,
        mailbox=bassin.mailbox or bassin.reply_address,
        lede=call.lede,
        text=call.text,
        sought=sought_by(call),
        effort=call.effort,
        designation_on=call.designation_on,
        first_meeting=call.first_meeting,
        opens_on=call.opens_on,
        closes_on=call.closes_on,
        first_closing_on=call.first_closing_on,
        extension_reason=call.extension_reason,
        cancel_reason=call.cancel_reason,
        standing=call_standing(call, on=on),
        state=call_state(call, on=on),
        when=when_of(call, on=on),
        is_listed=call.reach == Reach.PUBLIC,
    )


def when_of(call, *, on) -> str:
    """« encore 24 jours », « dernier jour », « clos depuis le 12 décembre 2026 »."""
    standing = call_standing(call, on=on)
    if standing == CallStanding.DRAFT:
        return _("en préparation")
    if standing == CallStanding.CANCELLED:
        return _("annulé le %(day)s") % {"day": day(call.cancelled_at)}
    if standing == CallStanding.TO_COME:
        return _("s’ouvre le %(day)s") % {"day": day(call.opens_on)}
    if standing == CallStanding.CLOSED:
        return _("clos depuis le %(day)s") % {"day": day(closed_since(call))}
    left = (call.closes_on - on).days
    return _("encore %(days)s") % {"days": days(left)} if left else _("dernier jour aujourd’hui")


def public_calls(*, on) -> list[PublicCall]:
    """Those of the site and of its feed, the first to close first."""
    found = Call.objects.listed(on=on).select_related("pole__bassin", "pole__theme")
    return [public_call(call, on=on) for call in found.order_by("closes_on", "pk")]
