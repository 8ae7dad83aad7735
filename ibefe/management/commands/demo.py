"""Loads the demonstration, or prints its logins. Safe twice."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ibefe.demo import people, scenario
from outbox.tasks import send_reminders


class Command(BaseCommand):
    help = "Charge la démonstration (relançable sans rien changer) et affiche ses accès."

    def add_arguments(self, parser):
        parser.add_argument("--logins", action="store_true", help="N’affiche que les accès.")

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError(
                "La démonstration invente des personnes et des mots de passe connus : elle ne se"
                " charge qu’avec DEMO=1, sur une base qui lui est réservée."
            )
        if not options["logins"]:
            people.load()
            scenario.load()
            send_reminders()
            self.stdout.write("La démonstration est chargée.")
        self.stdout.write(f"Mot de passe de tous les accès : {people.OPEN_SESAME}")
        for login in people.logins():
            self.stdout.write(f"  {login.email:<34} {login.role} ({login.name})")
