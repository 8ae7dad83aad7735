"""What is being typed, kept for its author alone until it is saved or thrown away."""

from django.utils import timezone

from core.models import Draft


def keep(user, *, form: str, subject_id="", base_version: int, data: dict) -> Draft:
    """Keeps the raw fields of a form (name → text or list of texts). Replaces what was kept."""
    draft, _created = Draft.objects.update_or_create(
        user=user,
        form=form,
        subject_id=str(subject_id),
        defaults={"data": data, "base_version": base_version, "saved_at": timezone.now()},
    )
    return draft


def find(user, *, form: str, subject_id="") -> Draft | None:
    return Draft.objects.filter(user=user, form=form, subject_id=str(subject_id)).first()


def discard(user, *, form: str, subject_id="") -> None:
    Draft.objects.filter(user=user, form=form, subject_id=str(subject_id)).delete()
