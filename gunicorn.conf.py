"""How gunicorn serves this application; found by itself in the folder it is started from.

Two workers of eight threads: idle sockets, which browsers open beforehand, hold up a thread and
never a worker (see docs/performance.md).
"""

import gc
import os

gc.disable()  # until it is ready: what a start-up makes stays, and looking through it takes a third

bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
workers = 2
worker_class = "gthread"
threads = 8
preload_app = True  # one start-up, one migration, then two workers
timeout = 30
graceful_timeout = 10  # every request ends well within it
keepalive = 15
control_socket_disable = True  # it would write into the home folder
loglevel = "warning"


def when_ready(server):
    """Say where it is served, and how to begin while nobody can sign in."""
    gc.freeze()  # never looked through again, so the workers share its memory and answer evenly
    gc.enable()
    app = server.app.wsgi()
    if announce := app.extensions.get("announce"):
        announce(f"http://{bind}")


def post_fork(server, worker):
    """Tidy as usual in a worker: a master that read its settings again (SIGHUP) does not."""
    gc.enable()
