"""How gunicorn serves this application; found by itself in the folder it is started from.

Two workers of twenty threads: idle sockets, which browsers open beforehand, hold up a thread and
never a worker (see docs/performance.md).
"""

import gc
import os
import socket

gc.disable()  # until it is ready: what a start-up makes stays, and looking through it takes a third

port = os.environ.get("PORT") or "8000"
if not port.isdigit():  # gunicorn would refuse it too, and not say what to change
    raise SystemExit(f"PORT is “{port}”. It must be a whole number from 1 to 65535.")

bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{port}"
workers = 2
worker_class = "kiosk.serving.ThreadWorker"
threads = 20
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


def on_starting(server):
    """Say in one sentence where another program listens already; gunicorn would try five times."""
    if {"GUNICORN_FD", "LISTEN_FDS"} & set(os.environ):
        return  # the sockets were handed over, open
    for address in server.cfg.address:
        if not isinstance(address, tuple):
            continue
        family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        try:
            socket.create_server(address, family=family).close()
        except OSError as problem:
            raise SystemExit(
                f"Port {address[1]} of {address[0]} cannot be used: {os.strerror(problem.errno)}. "
                "Stop the program that uses it, or choose another with PORT."
            ) from None
