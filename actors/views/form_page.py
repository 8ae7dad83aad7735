"""One form on its page: its words are on the view, its back link is where one came from."""

from django.utils.http import url_has_allowed_host_and_scheme


def came_from(request, default):
    """The address in `next` when it stays in the house, else the default."""
    given = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(
        given, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return given
    return default


class FormPage:
    """`title`, `explains`, `button`: the words of the page. `back()`: where « Annuler » leads."""

    template_name = "actors/form.html"
    title = explains = button = ""

    def get_context_data(self, **kwargs):
        words = {"title": self.title, "explains": self.explains, "button": self.button}
        no_effect = {"foresees": False, "forecast": None, "unread": False}
        return super().get_context_data(**{**words, **no_effect, "back": self.back(), **kwargs})
