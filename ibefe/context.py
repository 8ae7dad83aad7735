"""What every page knows: whose house it is, where one may go, who is there."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from core.todo import asked_once
from ibefe.demo.people import OPEN_SESAME, logins
from ibefe.health import scheduler_warning
from outbox.facts import Figures, figures


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation."""

    label: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Me:
    name: str
    role: str
    url: str


def house(request):
    """Name of the house, navigation for this person, and who they are."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    mails = figures(user) if signed_in else Figures()
    return {
        "house": {
            "name": "Pôles de synergie",
            "body": "IBEFE Bruxelles",
            "demo": settings.DEMO,
        },
        "nav": navigation(request, waiting=mails.waiting),
        "me": me(request),
        "search_url": "",
        "foot_links": foot_links(request),
        "scheduler_warning": scheduler_warning(user, mails) if signed_in else "",
        **demonstration(request),
    }


def foot_links(request):
    user = getattr(request, "user", None)
    links = [
        ("Décisions publiées", "published:decisions"),
        ("Procès-verbaux", "published:minutes_list"),
        ("Cadre légal", "legal"),
        ("Accessibilité", "accessibility"),
    ]
    if user is not None and user.is_authenticated and user.standing.served:
        links.append(("Annuaire", "actors:directory"))
    if user is not None and user.has_perm("ibefe.view_health"):
        links.append(("Santé", "health"))
    return [Entry(label, reverse(name)) for label, name in links]


def demonstration(request):
    """The logins, on the sign-in page of the demonstration only."""
    if not settings.DEMO or request.path != reverse("account_login"):
        return {}
    return {"demo_logins": logins(), "demo_password": OPEN_SESAME}


def me(request):
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    return Me(str(user), role_in_words(user), reverse("me"))


def role_in_words(user):
    """The quality in which this person comes, most demanding first."""
    standing = user.standing
    if standing.served:
        return "service IBEFE"
    if standing.seats:
        return "membre de la plénière"
    return "membre ou invité·e d’un pôle" if lives_in_a_pole(user) else "porteur de projet"


@asked_once
def lives_in_a_pole(user):
    """May this person open the list of the pôles? Asked by the head and by the navigation."""
    return user.has_perm("poles.list_poles")


def navigation(request, *, waiting=0):
    """Where this person may go; `waiting`: mails that wait for somebody of the service."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        entries = [
            ("Accueil", "home"),
            ("Pôles lancés", "poles:public"),
            ("Appels à participation", "poles:public_calls"),
            ("Décisions", "published:decisions"),
        ]
    else:
        entries = [("À faire", "home")]
        if lives_in_a_pole(user):
            entries.append(("Pôles", "poles:list"))
        if user.has_perm("poles.compare_verdicts"):
            entries.append(("Conformité", "poles:conformity"))
        if user.has_perm("plenary.list_sittings"):
            entries.append(("Plénières", "plenary:list"))
        if user.standing.served:
            entries.append(("Demandes", "poles:requests"))
        else:
            entries.append(("Mes demandes", "poles:requests"))
            if lives_in_a_pole(user):
                entries.append(("Mes engagements", "consensus:my_commitments"))
        entries.append(("Échéancier", "deadlines"))
        if user.standing.served:
            entries.append(("Courriers", "outbox:list"))
    path = request.path
    found = [(label, reverse(name), name) for label, name in entries]
    holding = [u for _l, u, _n in found if path.startswith(u) and (u != "/" or path == "/")]
    best = max(holding, key=len, default="")
    counts = {"outbox:list": waiting}
    return [Entry(label, url, url == best, counts.get(name, 0)) for label, url, name in found]
