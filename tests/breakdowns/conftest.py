"""A database that other processes and threads share, and the servers they talk to."""

import os
import sqlite3
import sys
from contextlib import closing
from uuid import uuid4

import psycopg2
import pytest
from django.conf import settings as django_settings
from django.db import connections

from tests.processes import Process, Redis, Sink

ALIAS = "default"


class Shared:
    """The address of the shared database, as a process of its own would be given it."""

    def __init__(self, url, folder):
        self.url, self.folder = url, folder

    def env(self, **more):
        """The environment of a worker or of a web process of the house."""
        folder = self.folder / "var"
        folder.mkdir(exist_ok=True)
        return {
            "DJANGO_SETTINGS_MODULE": "ibefe.settings",
            "SECRET_KEY": "breakdowns-" + "x" * 50,
            "SECURE_COOKIES": "0",
            "DATABASE_URL": self.url,
            "VAR_DIR": str(folder),
            "CACHE_URL": "locmemcache://",
            "LOG_LEVEL": "INFO",
            **more,
        }

    def python(self, module, *arguments, **env):
        """Starts `python -m module arguments` on this database."""
        return Process(
            sys.executable, "-m", module, *map(str, arguments),
            env=self.env(**env),
            log=self.folder / f"{module.rpartition('.')[2]}-{uuid4().hex[:6]}.log",
        )  # fmt: skip


def _copy_of_sqlite(memory, folder):
    path = folder / "shared.sqlite3"
    with closing(sqlite3.connect(path)) as file:
        memory.connection.backup(file)
    return str(path), f"sqlite:///{path}"


def _copy_of_postgres(connection):
    known = connection.settings_dict
    name = f"{known['NAME']}_{uuid4().hex[:8]}"
    connection.close()
    with closing(_server(known)) as server, server.cursor() as cursor:
        # A thread of an earlier test may have left its session there.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [known["NAME"]],
        )
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{known["NAME"]}"')
    secret = f":{known['PASSWORD']}" if known["PASSWORD"] else ""
    place = f"{known['USER']}{secret}@{known['HOST']}:{known['PORT'] or 5432}"
    return name, f"postgres://{place}/{name}"


def _server(known):
    server = psycopg2.connect(
        host=known["HOST"],
        port=known["PORT"] or 5432,
        user=known["USER"],
        password=known["PASSWORD"],
        dbname="postgres",
    )
    server.autocommit = True
    return server


@pytest.fixture
def transactional_db(django_db_setup):
    """By its name pytest-django makes the test database; nothing is written in it here."""


@pytest.fixture
def shared(transactional_db, django_db_blocker, tmp_path):
    """A copy of the test database, in a file or under a name that every process may open.

    The ORM of the test itself works on it, without the transaction that other tests live in.
    """
    with django_db_blocker.unblock():
        before = connections[ALIAS]
        known = connections.settings[ALIAS]
        kept = known["NAME"]
        if before.vendor == "sqlite":
            before.ensure_connection()
            name, url = _copy_of_sqlite(before, tmp_path)
        else:
            name, url = _copy_of_postgres(before)
        known["NAME"] = name
        connections[ALIAS] = connections.create_connection(ALIAS)
        try:
            yield Shared(url, tmp_path)
        finally:
            connections[ALIAS].close()
            known["NAME"] = kept
            connections[ALIAS] = before
            if before.vendor == "postgresql":
                with closing(_server(known)) as server, server.cursor() as cursor:
                    cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def sink(tmp_path, settings):
    """A real SMTP server; mails of the test's own process go there too."""
    with Sink(tmp_path) as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        yield sink


@pytest.fixture
def redis(tmp_path):
    with Redis(tmp_path) as redis:
        yield redis


@pytest.fixture
def worker(shared, sink):
    """`worker(redis.url)`: a real Celery worker of the house, two at once, without schedule."""
    started = []

    def start(broker, *more):
        command = (
            sys.executable, "-m", "celery", "-A", "ibefe", "worker", "-Q", "celery,pdf",
            "--concurrency", "2", "--loglevel", "info", "--without-gossip", "--without-mingle",
        )  # fmt: skip
        process = Process(
            *command,
            *more,
            env=shared.env(
                CELERY_BROKER_URL=broker,
                EMAIL_URL=f"smtp://127.0.0.1:{sink.port}",
                PATH=os.environ["PATH"],
            ),
            log=shared.folder / f"worker-{len(started)}.log",
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.stop()


@pytest.fixture(autouse=True)
def _files_of_the_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "var" / "media"
    settings.VAR_DIR = tmp_path / "var"
    (tmp_path / "var").mkdir(exist_ok=True)
    assert django_settings.MEDIA_ROOT == settings.MEDIA_ROOT
