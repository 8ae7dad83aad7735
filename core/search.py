"""Search that forgives accents and case, the same on SQLite and PostgreSQL."""

import unicodedata


def folded(*texts) -> str:
    """Lower case without accents or typographic apostrophes: « Aide à l’… » → "aide a l'…"."""
    joined = " ".join(str(t) for t in texts if t).replace("’", "'").replace("œ", "oe")
    decomposed = unicodedata.normalize("NFKD", joined.lower())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
