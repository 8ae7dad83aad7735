"""The floor's view of some tables of the house. Unmanaged: the house owns them."""

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


class Person(models.Model):
    """A person of the house."""

    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "actors_person"

    def __str__(self):
        return self.last_name


class Body(models.Model):
    """An assembly of the house."""

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "actors_body"

    def __str__(self):
        return str(self.pk)


class Sitting(models.Model):
    """A sitting of the house."""

    body = models.ForeignKey(Body, models.DO_NOTHING)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "plenary_sitting"

    def __str__(self):
        return str(self.pk)


class Seat(models.Model):
    """A seat of the house."""

    body = models.ForeignKey(Body, models.DO_NOTHING)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "actors_seat"

    def __str__(self):
        return str(self.pk)


class Mandate(models.Model):
    """A mandate of the house."""

    seat = models.ForeignKey(Seat, models.DO_NOTHING)
    person = models.ForeignKey(Person, models.DO_NOTHING)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "actors_mandate"

    def __str__(self):
        return str(self.pk)


class Item(models.Model):
    """An item of an agenda of the house."""

    sitting = models.ForeignKey(Sitting, models.DO_NOTHING)
    pole = models.ForeignKey(Row, models.DO_NOTHING, null=True)
    presenter = models.ForeignKey(Person, models.DO_NOTHING, null=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=14)
    status = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "plenary_agendaitem"

    def __str__(self):
        return self.title
