"""What one person grants another on one pôle (django-guardian, direct foreign key)."""

from django.db import models
from guardian.models import UserObjectPermissionBase


class PoleUserObjectPermission(UserObjectPermissionBase):
    """Deleted with its pôle: no orphan row. Written only by actors.Share's acts."""

    content_object = models.ForeignKey("poles.Pole", models.CASCADE)
