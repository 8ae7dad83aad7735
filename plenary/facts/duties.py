"""What somebody sees to for the plenary: conditions, actions, items to present."""

from django.db.models import Q
from django.utils.translation import gettext as _

from actors.facts.duties import duty, the_service, the_service_and_the_plenary
from plenary.choices import ItemStatus
from plenary.models import Action, AgendaItem, Condition

CONDITIONS_KEPT = duty(
    "plenary.condition",
    _("Condition d’une décision"),
    model=Condition,
    field="owner",
    open=Q(met_at=None),
    bassin="decision__bassin",
    label="text",
    may=the_service_and_the_plenary,
    page="plenary:condition",
)
ACTIONS_KEPT = duty(
    "plenary.action",
    _("Action demandée par une séance"),
    model=Action,
    field="owner",
    open=Q(done_at=None, dropped_at=None),
    bassin="item__body__bassin",
    label="text",
    may=the_service_and_the_plenary,
    page="plenary:action",
)
ITEMS_PRESENTED = duty(
    "plenary.presenter",
    _("Point à présenter"),
    model=AgendaItem,
    field="presenter",
    open=Q(status__in=(ItemStatus.WAITING, ItemStatus.LISTED)),
    bassin="body__bassin",
    label="title",
    may=the_service,
    page="plenary:item",
)
