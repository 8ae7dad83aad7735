"""One form on its page: its words are on the view, its back link is where one came from."""


class FormPage:
    """`title`, `explains`, `button`: the words of the page. `back()`: where « Annuler » leads."""

    template_name = "actors/form.html"
    title = explains = button = ""

    def get_context_data(self, **kwargs):
        words = {"title": self.title, "explains": self.explains, "button": self.button}
        return super().get_context_data(**{**words, "back": self.back(), **kwargs})
