"""A real SMTP server for the tests of what leaves."""

import pytest

from tests.processes import Sink


@pytest.fixture(scope="session")
def _sink(tmp_path_factory):
    with Sink(tmp_path_factory.mktemp("sink")) as sink:
        yield sink


@pytest.fixture
def sink(_sink, settings):
    """The server, with nothing taken yet; mails go there."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", _sink.port
    _sink.forget()
    return _sink
