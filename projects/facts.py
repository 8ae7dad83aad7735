"""Who carries what: a fiche projet is handed over to a colleague of its porteur."""

from django.db.models import Q
from django.utils.translation import gettext as _

from actors.facts.duties import duty, the_colleagues
from projects.choices import ProjectStatus
from projects.models import Project

OVER = (ProjectStatus.COMPLETED, ProjectStatus.STOPPED, ProjectStatus.WITHDRAWN)

duty(
    "projects.porteur",
    _("Fiche projet"),
    model=Project,
    field="porteur",
    open=~Q(status__in=OVER),
    bassin="pole__bassin",
    label="title",
    may=the_colleagues,
)
