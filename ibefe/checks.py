"""What must not reach a real installation."""

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security, deploy=True)
def no_demonstration_in_production(app_configs, **kwargs):
    """DEMO=1 shows logins and invents people: `check --deploy` refuses it."""
    if not settings.DEMO:
        return []
    return [
        Error(
            "DEMO=1 affiche des mots de passe connus et invente des personnes.",
            hint="Retirez DEMO de l’environnement, sur une base qui n’a pas reçu la démonstration.",
            id="ibefe.E001",
        )
    ]
