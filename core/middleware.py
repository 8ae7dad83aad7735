"""Headers that every answer carries."""


class SecurityHeaders:
    """`no-store` for whoever is signed in, `Clear-Site-Data` when they leave.

    Local drafts stay at logout (cache and cookies only): what was typed is not lost.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        was_signed_in = bool(request.COOKIES.get("sessionid"))
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.setdefault("Cache-Control", "no-store")
        elif was_signed_in and request.path.endswith("/logout/") and request.method == "POST":
            response["Clear-Site-Data"] = '"cache", "cookies"'
        return response
