"""The same thing done by several threads at once, each with its own connection."""

import threading

from django.db import connections


def at_once(count, do, *arguments):
    """Runs `do(*arguments)` in `count` threads released together. Gives what each returned.

    The first exception is raised once all have ended.
    """
    gate = threading.Barrier(count)
    results, troubles = [], []

    def work():
        try:
            gate.wait()
            results.append(do(*arguments))
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    if troubles:
        raise troubles[0]
    return results
