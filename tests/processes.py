"""Real servers and workers that a test starts, bounded, on loopback, and stops by their own id."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.sink import free_port
from tests.source import ROOT

PATIENCE = 60


def wait_until(done, *, seconds=PATIENCE, every=0.05):
    """Waits for `done()`; gives its value, or fails after `seconds`."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := done():
            return found
        time.sleep(every)
    raise AssertionError(f"Still waiting after {seconds} s.")


def answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


class Process:
    """One process and its children, killed together at the end."""

    def __init__(self, *command, env=None, log):
        self.log = Path(log)
        self.handle = self.log.open("ab")
        self.child = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=self.handle,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    @property
    def pid(self):
        return self.child.pid

    def kill(self):
        """-9 to the process and to all it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def stop(self):
        if self.child.poll() is None:
            self.kill()
        self.handle.close()

    def __enter__(self):
        return self

    def __exit__(self, *_exc):
        self.stop()


class Sink(Process):
    """The SMTP server of tests/sink.py; `taken` is what it accepted, in order."""

    def __init__(self, folder):
        self.port = free_port()
        self.path = Path(folder) / "taken.jsonl"
        super().__init__(
            sys.executable, "-m", "tests.sink", str(self.port), str(self.path),
            log=Path(folder) / "sink.log",
        )  # fmt: skip
        wait_until(lambda: answers(self.port))

    @property
    def taken(self):
        if not self.path.exists():
            return []
        return [json.loads(line) for line in self.path.read_text().splitlines()]

    def forget(self):
        self.path.unlink(missing_ok=True)


class Redis(Process):
    """A Redis of the test's own, without log on disk."""

    def __init__(self, folder, port=None):
        self.port = port or free_port()
        super().__init__(
            "redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
            "--dir", str(folder),
            log=Path(folder) / "redis.log",
        )  # fmt: skip
        wait_until(lambda: answers(self.port))

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"


def children_of(pid, words):
    """Direct children of this process whose command line holds these words, by their id."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == pid and words.encode() in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


def is_running(pid):
    """Is this process alive? One that ended and that nobody has buried yet is not."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
