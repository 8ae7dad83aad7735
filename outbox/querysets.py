"""What may be known of mails and reminders. Every page starts here."""

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from actors.choices import StaffRole
from outbox.choices import FOR_A_PERSON, MailStatus, ReminderStatus


def _of_the_service(user, on):
    """The service knows the mails of its bassin; those of no bassin, the administration of one."""
    served = Q(bassin__in=user.bassins_served(on=on))
    standing = user.standing
    if any(standing.serves(pk, StaffRole.ADMIN) for pk in standing.served):
        return served | Q(bassin=None)
    return served


class MailQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        if not (user.is_active and user.is_authenticated):
            return self.none()
        return self.filter(_of_the_service(user, on))

    def for_a_person(self):
        """Waiting to be released, refused or uncertain: somebody must decide."""
        return self.filter(status__in=FOR_A_PERSON)

    def due(self, *, now=None):
        """Ready to leave, and not put off."""
        now = now or timezone.now()
        return self.filter(status=MailStatus.READY).filter(
            Q(not_before=None) | Q(not_before__lte=now)
        )

    def abandoned(self, *, now=None):
        """Being sent by a worker that died: nobody knows whether they left."""
        now = now or timezone.now()
        return self.filter(status=MailStatus.SENDING, leased_until__lt=now)

    def about(self, subject):
        return self.filter(about_type=subject._meta.label_lower, about_id=str(subject.pk))


class ReminderQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        if not (user.is_active and user.is_authenticated):
            return self.none()
        return self.filter(_of_the_service(user, on))

    def about(self, subject):
        return self.filter(about_type=subject._meta.label_lower, about_id=str(subject.pk))

    def next_first(self):
        """What is to come, the nearest day on top; then what is past, the latest on top."""
        planned = Case(When(status=ReminderStatus.PLANNED, then=0), default=1)
        to_come = Case(When(status=ReminderStatus.PLANNED, then=F("due_on")))
        return self.order_by(planned, to_come, "-due_on", "about_label", "pk")
