"""A Redis in memory, in a process of its own, for machines no Redis program fits.

Run as ``python -m ipc.kernel.embedded.fake_redis SOCKET PID_FILE``.
"""

import itertools
import os
import signal
import socket
import sys
from pathlib import Path

from fakeredis import TcpFakeServer


class SocketFakeServer(TcpFakeServer):
    """The same server on a Unix socket; callers there have no address, so they get a number."""

    address_family = socket.AF_UNIX
    _numbers = itertools.count(1)

    def get_request(self):
        connection, _ = super().get_request()
        return connection, ("socket", next(self._numbers))


def main(socket_path, pid_path):
    os.umask(0o077)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    Path(pid_path).write_text(f"{os.getpid()}\n")
    SocketFakeServer(socket_path).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
