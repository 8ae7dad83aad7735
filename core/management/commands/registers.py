"""manage.py registers [--check]: writes docs/regles.md and docs/etats.md from the code."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.registers import rules_page, states_page

PAGES = {"regles.md": rules_page, "etats.md": states_page}


class Command(BaseCommand):
    help = _("Écrit docs/regles.md et docs/etats.md d’après le code.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help=_("Ne rien écrire ; échouer s’ils ont changé.")
        )

    def handle(self, *, check, **options):
        folder = Path(settings.BASE_DIR) / "docs"
        stale = []
        for name, page in PAGES.items():
            path, text = folder / name, page()
            if path.is_file() and path.read_text(encoding="utf-8") == text:
                continue
            stale.append(f"docs/{name}")
            if not check:
                path.write_text(text, encoding="utf-8")
        if check and stale:
            raise CommandError(
                _("%(files)s : ce n’est plus ce que dit le code. Lancez script/registers.")
                % {"files": ", ".join(stale)}
            )
        self.stdout.write(_("Registres à jour.") if not stale else ", ".join(stale))
