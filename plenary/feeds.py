"""What anybody may follow in a reader of news: the decisions as they are published."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views import View

from core.french import day
from core.views import PUBLIC, HouseMixin
from plenary.facts.publication import MINUTES_FIELDS, minutes_row
from plenary.models import Decision, Minutes

ENTRIES = 50


def absolute(name, *args) -> str:
    """An address of ours as the outside world writes it, whoever asks for the feed."""
    return settings.SITE_URL + reverse(name, args=args)


class Decisions(Feed):
    """The last decisions published; an entry keeps its permanent address as its name."""

    feed_type = Atom1Feed
    language = "fr-BE"

    def title(self):
        return _("Décisions de la plénière")

    def subtitle(self):
        return _("Les décisions publiques, une fois le procès-verbal approuvé et publié.")

    def link(self):
        return absolute("published:decisions")

    def feed_url(self):
        return absolute("published:decisions_feed")

    def items(self):
        return list(
            Decision.objects.public()
            .with_publication()
            .values("number", "text", "item__title", "published_at")
            .order_by("-published_at", "-year", "-serial")[:ENTRIES]
        )

    def item_title(self, item):
        return _("Décision %(number)s : %(title)s") % {
            "number": item["number"],
            "title": item["item__title"],
        }

    def item_description(self, item):
        return escape(item["text"])

    def item_link(self, item):
        return absolute("published:decision", item["number"])

    item_guid = item_link

    def item_pubdate(self, item):
        return item["published_at"]

    item_updateddate = item_pubdate


class PublishedMinutes(Feed):
    """The last minutes published; a corrected version keeps the address of its sitting."""

    feed_type = Atom1Feed
    language = "fr-BE"

    def title(self):
        return _("Procès-verbaux de la plénière")

    def subtitle(self):
        return _("La partie publique des procès-verbaux approuvés.")

    def link(self):
        return absolute("published:minutes_list")

    def feed_url(self):
        return absolute("published:minutes_feed")

    def items(self):
        found = (
            Minutes.objects.last_published()
            .values(*MINUTES_FIELDS)
            .order_by("-published_at", "-pk")
        )
        return [minutes_row(values) for values in found[:ENTRIES]]

    def item_title(self, item):
        return _("Procès-verbal de la séance du %(day)s") % {"day": day(item["on"])}

    def item_description(self, item):
        if item["version"] == 1:
            return _("Sa partie publique, telle que la plénière l’a approuvée.")
        return _("Version %(n)d, qui remplace la précédente.") % {"n": item["version"]}

    def item_link(self, item):
        return settings.SITE_URL + item["url"]

    item_guid = item_link

    def item_pubdate(self, item):
        return item["published_at"]

    item_updateddate = item_pubdate


class MinutesFeed(HouseMixin, View):
    """The feed at its address."""

    permission_required = PUBLIC

    def get(self, request, *args, **kwargs):
        return PublishedMinutes()(request)


class DecisionFeed(HouseMixin, View):
    """The feed at its address."""

    permission_required = PUBLIC

    def get(self, request, *args, **kwargs):
        return Decisions()(request)
