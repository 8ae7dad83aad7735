"""Of whom a pôle is made on a day: tables, and the same as pictures."""

from core.clock import today
from poles.forms import CompositionDateForm
from poles.reports import diversity_of
from poles.views.pages import PolePage


class Diversity(PolePage):
    """Figures only, on the day asked, compared with the term before or with the first day."""

    permission_required = "poles.view_members"
    template_name = "poles/diversity.html"
    tab = "members"

    def get_context_data(self, **kwargs):
        form = CompositionDateForm(self.request.GET if "le" in self.request.GET else {})
        on = (form.cleaned_data.get("le") if form.is_valid() else None) or today()
        if "le" not in self.request.GET:
            form = CompositionDateForm(initial={"le": on})
        return super().get_context_data(
            form=form, is_today=on == today(), diversity=diversity_of(self.object, on=on), **kwargs
        )
