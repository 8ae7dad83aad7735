"""The floor: what a bare Django list costs on this machine. `gunicorn bench.floor:application`

Sessions, authentication, one query, fifty rows with localised dates and amounts; the same database
and the same server as the house, and nothing of the house. What our pages cost is said as a ratio
to this.
"""

import os

import django
import environ
from django.apps import AppConfig
from django.conf import settings
from django.core.wsgi import get_wsgi_application

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Plancher</title></head>
<body><p>{{ request.user.email }}</p><table>
<thead><tr><th>Numéro</th><th>Nom</th><th>État</th><th>Soumis le</th><th>Lancé le</th>
<th>Demandé</th><th>Jours</th></tr></thead>
<tbody>{% for row in rows %}<tr><td>{{ row.number }}</td><td>{{ row.title }}</td>
<td>{{ row.status }}</td><td>{{ row.submitted_at }}</td><td>{{ row.launched_on|date:"j F Y" }}</td>
<td>{{ row.days_asked|floatformat:"1g" }}</td><td>{{ row.days_asked }}</td></tr>{% endfor %}</tbody>
</table></body></html>"""
SITTING = """<!doctype html><html lang="fr"><head><meta charset="utf-8">
<title>Plancher</title></head><body><p>{{ request.user.email }}</p><table>
<thead><tr><th>Numéro</th><th>Intitulé</th><th>Objet</th><th>État</th><th>Minutes</th><th>Pôle</th>
<th>Présenté par</th></tr></thead>
<tbody>{% for row in items %}<tr><td>{{ row.number }}</td><td>{{ row.title }}</td>
<td>{{ row.kind }}</td><td>{{ row.status }}</td><td>{{ row.minutes }}</td>
<td>{{ row.pole.title }}</td><td>{{ row.presenter.first_name }} {{ row.presenter.last_name }}</td>
</tr>{% endfor %}</tbody></table><ul>
{% for one in people %}<li>{{ one.first_name }} {{ one.last_name }}</li>{% endfor %}</ul>
</body></html>"""
PAGES = {"list.html": PAGE, "sitting.html": SITTING}


class Floor(AppConfig):
    name = "bench"
    label = "floor"


def database():
    config = environ.Env.db_url_config(os.environ["DATABASE_URL"]) | {"CONN_MAX_AGE": 60}
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    return config


settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="bench.floor",
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "django.contrib.sessions",
        "django.contrib.messages",
        "bench.floor.Floor",
    ],
    AUTH_USER_MODEL="floor.User",
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [("django.template.loaders.locmem.Loader", PAGES)],
                    )
                ],
            },
        }
    ],
    DATABASES={"default": database()},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    LANGUAGE_CODE="fr",
    TIME_ZONE="Europe/Brussels",
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

from bench.models import Item, Person, Row  # noqa: E402


@login_required
def rows(request):
    return render(request, "list.html", {"rows": Row.objects.order_by("title", "pk")[:50]})


@login_required
def sitting(request, pk):
    """As many items and people as the page of a sitting, in two queries."""
    items = Item.objects.filter(sitting=pk).select_related("pole", "presenter")
    people = Person.objects.filter(mandate__seat__body__sitting=pk)
    context = {
        "items": items.order_by("position", "pk"),
        "people": people.order_by("last_name", "pk"),
    }
    return render(request, "sitting.html", context)


urlpatterns = [path("", rows), path("seance/<int:pk>/", sitting)]
application = get_wsgi_application()
