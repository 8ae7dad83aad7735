"""The alarm bell of the workers. The truth is in the database: a lost ring loses nothing.

A ring leaves after the commit, from a thread of its own: an act neither fails nor waits when the
broker is down (quality.md, R-02). The sweeps of the schedule find what a lost ring announced.
"""

import atexit
import logging
import os
import threading
from functools import partial

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)

LAST_SECONDS = 2


class _Ringer:
    """Publishes in the background; the same ring asked ten times while it waits leaves once."""

    def __init__(self):
        self._lock = threading.Lock()
        self._waiting = {}
        self._thread = None

    def add(self, task, args):
        with self._lock:
            self._waiting[task, args] = None
            if self._thread is None:
                self._thread = threading.Thread(target=self._publish_all, name="bell", daemon=True)
                self._thread.start()

    def finish(self, seconds):
        """Lets a command that ends publish its last rings, for so long at most."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _publish_all(self):
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                task, args = next(iter(self._waiting))
                del self._waiting[task, args]
            try:
                current_app.send_task(task, args=args, retry=False)
            except Exception as trouble:
                logger.warning("Le travailleur n’a pas été sonné (%s) : %s", task, trouble)


_ringer = _Ringer()


def _start_anew():
    global _ringer
    _ringer = _Ringer()


os.register_at_fork(after_in_child=_start_anew)
atexit.register(lambda: _ringer.finish(LAST_SECONDS))


def ring(task: str, *args) -> None:
    """Asks a worker to run the task named `task` once the transaction is committed.

    `args`: primary keys, hashable. Never raises and never waits for the broker.
    """
    transaction.on_commit(partial(_add, task, args), robust=True)


def _add(task, args):
    _ringer.add(task, args)
