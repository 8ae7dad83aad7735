"""A state as the interface shows it: a word, a shape, a tone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """What `{% status %}` and `components/_status.html` draw."""

    label: str
    tone: str
    shape: str
