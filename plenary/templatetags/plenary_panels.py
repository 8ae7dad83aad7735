"""What the plenary says on the pages of others: of a pôle, of what a pôle communicates."""

from django import template

from consensus.models import Communication
from core.models import Job, JobStatus
from plenary.choices import ItemStatus, Kind
from plenary.documents import EXTRACT
from plenary.facts import ask_of, candidates_in, decision_state, hidden_among
from plenary.facts.communications import carried_by, is_held, standings
from plenary.models import AgendaItem, Decision

register = template.Library()


@register.inclusion_tag("plenary/_panel.html", takes_context=True)
def plenary_panel(context, pole):
    """Decisions about the pôle that this person may read, with their extracts; what is to come.

    A huis clos that is not theirs to read keeps its number and its day.
    """
    user = context["request"].user
    decisions = list(
        Decision.objects.known_to(user)
        .sealed()
        .about(pole)
        .select_related("item__sitting")
        .order_by("-sealed_at", "-pk")
    )
    hidden = hidden_among([d.item for d in decisions], AgendaItem.objects.visible_to(user))
    done = Job.objects.filter(
        kind=EXTRACT, status=JobStatus.DONE, subject_id__in=[str(d.uuid) for d in decisions]
    )
    ready = set(done.values_list("subject_id", flat=True))
    coming = (
        AgendaItem.objects.visible_to(user)
        .open()
        .filter(pole=pole)
        .select_related("sitting__body")
        .order_by("sitting__on", "pk")
    )
    return {
        "decisions": [
            {"hidden": True, "number": d.number, "on": d.item.sitting.on}
            if d.item_id in hidden
            else {"decision": d, "state": decision_state(d), "has_extract": str(d.uuid) in ready}
            for d in decisions
        ],
        "coming": list(coming),
        "asks": user.has_perm("plenary.ask_item") and user.standing.serves(pole.bassin_id),
        "pole": pole,
    }


@register.inclusion_tag("plenary/_designation_ask.html", takes_context=True)
def designation_ask(context, pole, proposed=None):
    """Where the designation of those proposed for a pôle stands, and the click that asks it.

    `proposed`: the keys of their proposals, when the page has read them.
    """
    user = context["request"].user
    return {
        "ask": ask_of(pole, user, proposed),
        "asks": user.has_perm("plenary.ask_item", pole),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("plenary/_item_candidates.html")
def item_candidates(item):
    """Those whom an item asks the plenary to designate, as the plenary may read them."""
    return {"candidates": candidates_in(item)}


@register.inclusion_tag("plenary/_communications_panel.html", takes_context=True)
def communications_panel(context, pole):
    """What a launched pôle communicated to the plenary, and where each stands."""
    user = context["request"].user
    found = (
        Communication.objects.visible_to(user).filter(pole=pole).order_by("-adopted_on", "-pk")
        if pole.launched_on
        else ()
    )
    rows = standings(list(found)) if found else []
    serves = bool(pole.launched_on) and user.has_perm("consensus.communicate", pole)
    return {"rows": rows, "serves": serves, "pole": pole}


@register.inclusion_tag("plenary/_communication_state.html", takes_context=True)
def communication_state(context, communication):
    """Due, on an agenda, communicated: with the item that carries it, for who may read it."""
    row = standings([communication])[0]
    user = context["request"].user
    seen = AgendaItem.objects.visible_to(user)
    return {
        "row": row,
        "sees_item": row.item is not None and seen.filter(pk=row.item.pk).exists(),
    }


@register.inclusion_tag("plenary/_communication_acts.html", takes_context=True)
def communication_acts(context, communication):
    """What the service may still do with a communication."""
    user = context["request"].user
    standing = communication.withdrawn_at is None
    serves = standing and user.has_perm("consensus.communicate", communication)
    is_due = serves and standings([communication])[0].is_due
    return {
        "communication": communication,
        "takes": is_due and user.has_perm("plenary.prepare_sitting"),
        "edits": serves and (is_due or not is_held(communication)),
        "withdraws": is_due,
    }


@register.inclusion_tag("plenary/_item_communications.html", takes_context=True)
def item_communications(context, item):
    """What an item tells of the pôles, in full; the secretary may still take one off."""
    user = context["request"].user
    carries = item.kind == Kind.COMMUNICATION
    open_still = item.number is None and item.status in (ItemStatus.WAITING, ItemStatus.LISTED)
    return {
        "communications": carried_by(item) if carries else [],
        "item": item,
        "takes_off": open_still and user.has_perm("plenary.prepare_sitting", item),
        "csrf_token": context.get("csrf_token"),
    }
