"""Canonical JSON and its hash: the same facts give the same bytes, today and in ten years."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder


def canonical(data) -> str:
    """UTF-8 JSON with sorted keys and no spaces; dates as ISO 8601."""
    return json.dumps(
        data, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def sha256(text: str | bytes) -> str:
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()
