"""Are you entitled to do this? One backend asks each app's `permissions.py`, from facts.

Nothing is copied, so nothing drifts when a mandate ends. django-guardian holds only what one
person grants another on one object, behind the one wrapper at the end of this module.
"""

from collections.abc import Callable

from guardian.shortcuts import get_objects_for_user

RULES: dict[str, Callable] = {}


def grants(*names: str):
    """Registers `function(user, subject) -> bool` as the answer for these permissions.

    `subject` is None when the permission is asked without an object (a menu, a creation).
    """

    def register(function):
        for name in names:
            if name in RULES:
                raise RuntimeError(f"{name} is answered twice.")
            RULES[name] = function
        return function

    return register


class FactsBackend:
    """Answers has_perm from dated facts. Knows no password: allauth authenticates."""

    def authenticate(self, request, **credentials):
        return None

    def has_perm(self, user, perm, obj=None):
        if not user.is_active or perm not in RULES:
            return False
        return bool(RULES[perm](user, obj))

    def has_module_perms(self, user, app_label):
        return False

    def get_all_permissions(self, user, obj=None):
        return set()


def shared_with(user, perm: str, model):
    """Rows of `model` that somebody shared with this active user (a sub-query, guardian)."""
    if not user.is_active:
        return model._default_manager.none()
    return get_objects_for_user(
        user, perm, klass=model, use_groups=False, with_superuser=False, accept_global_perms=False
    )
