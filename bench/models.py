"""The floor's view of two tables of the house. Unmanaged: the house owns them."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class User(AbstractBaseUser):
    """The account of the house."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager()
    USERNAME_FIELD = "email"

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "actors_user"

    def __str__(self):
        return self.email


class Row(models.Model):
    """A pôle of the house."""

    number = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    status = models.CharField(max_length=10)
    submitted_at = models.DateTimeField()
    launched_on = models.DateField()
    days_asked = models.DecimalField(max_digits=5, decimal_places=1)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "poles_pole"

    def __str__(self):
        return self.title
