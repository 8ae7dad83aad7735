"""How long a session lives: an hour for the service, a quarter for administrators, else 30 days."""

import time

from django.contrib.auth import logout
from django.utils.deprecation import MiddlewareMixin

IDLE_SERVICE = 3600
IDLE_ADMIN = 900
ABSOLUTE = 12 * 3600
STAMP = 60


class SessionLimits(MiddlewareMixin):
    """Ends a session of the service after its idle time, or after twelve hours."""

    def process_request(self, request):
        user = request.user
        if not user.is_authenticated:
            return
        now = int(time.time())
        idle = self.idle_of(user)
        seen = request.session.get("seen_at", now)
        began = request.session.setdefault("began_at", now)
        if idle and (now - seen > idle or now - began > ABSOLUTE):
            logout(request)
            return
        if now - seen >= STAMP or "seen_at" not in request.session:
            request.session["seen_at"] = now

    @staticmethod
    def idle_of(user):
        if user.is_staff:
            return IDLE_ADMIN
        return IDLE_SERVICE if user.standing.served else 0
