"""Days that the service spends on a pôle, month by month (rule P16)."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import journal
from core.clock import today
from core.french import MONTHS, day
from core.versions import Conflict, save_over
from core.workflow import Refused
from poles.choices import SINCE_LAUNCH
from poles.models import Pole, ServiceDays


def enter_days(entry, *, by, base_version):
    """Writes the days of one month: a new row when `base_version` is 0, else its next version.

    Refuses a month before the launch or to come; Conflict when somebody wrote the month meanwhile.
    """
    with transaction.atomic():
        pole = Pole.objects.select_for_update(of=("self",)).get(pk=entry.pole_id)
        _refuse_month(pole, entry.month)
        known = ServiceDays.objects.filter(pole=pole, month=entry.month).first()
        if known and known.version != base_version:
            raise Conflict(known)
        if known:
            entry.pk = known.pk
            save_over(entry, base_version=base_version, by=by)
        else:
            entry.version = 1
            entry._history_user = by
            entry.save(force_insert=True)
        journal.append(
            "poles.encoder_jours",
            about=pole,
            by=by,
            data={"month": entry.month.isoformat(), "days": str(entry.days)},
        )
    return entry


def _refuse_month(pole, month):
    if pole.status not in SINCE_LAUNCH:
        raise Refused(_("Les jours du service s’encodent une fois le pôle lancé."))
    if month < pole.launched_on.replace(day=1):
        raise Refused(
            _("Le pôle est lancé depuis le %(day)s : ce mois le précède.")
            % {"day": day(pole.launched_on)}
        )
    if month > today().replace(day=1):
        raise Refused(
            _("%(month)s est à venir : encodez les jours une fois passés.")
            % {"month": f"{MONTHS[month.month - 1].capitalize()} {month.year}"}
        )
