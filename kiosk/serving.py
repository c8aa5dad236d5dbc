"""How a worker of gunicorn serves a connection: its next request is waited for, for a moment."""

import select
from collections.abc import Callable

from gunicorn.workers import gthread

# Milliseconds: a browser that is sent on to another page asks for it in less, on a site's network.
NEXT_REQUEST = 20


class ThreadWorker(gthread.ThreadWorker):
    """Keeps a connection to its thread for the moment in which the next request mostly comes.

    gunicorn hands it back to the thread that watches all connections, and from there to a thread
    again: a tenth to a sixth of the processor time of a check-in or a form (docs/performance.md).
    """

    def handle(self, conn: gthread.TConn) -> object:
        """Serve the requests that follow one another; what gunicorn does with it afterwards."""
        serve: Callable[[gthread.TConn], object] = super().handle
        what = serve(conn)
        while what is True and self.alive and self._comes_at_once(conn):
            what = serve(conn)
        return what

    def _comes_at_once(self, conn: gthread.TConn) -> bool:
        # Only while each open connection could have a thread of its own: nobody waits for this one.
        if self.nr_conns > self.cfg.threads:
            return False
        socket = select.poll()
        socket.register(conn.sock, select.POLLIN)
        return bool(socket.poll(NEXT_REQUEST))
