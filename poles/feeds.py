"""The Atom feed of the public calls."""

from datetime import datetime, time

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views import View

from core.clock import BRUSSELS, today
from core.french import day
from core.views import PUBLIC, HouseMixin
from poles.reports import public_calls


class CallsFeed(HouseMixin, View):
    """The calls of the site for whoever follows them from elsewhere."""

    permission_required = PUBLIC

    def get(self, request, *args, **kwargs):
        feed = Atom1Feed(
            title=_("Appels à participation aux pôles de synergie"),
            link=f"{settings.SITE_URL}{reverse('poles:public_calls')}",
            description=_("Les pôles de synergie qui cherchent des membres."),
            language="fr-be",
            feed_url=f"{settings.SITE_URL}{reverse('poles:calls_feed')}",
        )
        for call in public_calls(on=today()):
            address = f"{settings.SITE_URL}{call.url}"
            feed.add_item(
                title=_("Rejoindre le pôle « %(pole)s »") % {"pole": call.pole},
                link=address,
                unique_id=address,
                description=_("%(lede)s Candidatures jusqu’au %(day)s.")
                % {"lede": call.lede, "day": day(call.closes_on)},
                updateddate=datetime.combine(call.opens_on, time.min, tzinfo=BRUSSELS),
                author_name=call.bassin,
            )
        return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
