"""Running the HTTP app in this process until it is told to stop.

Must not know the routes.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import signal
import socket
import sys
from types import FrameType
from typing import NoReturn

import uvicorn

from api.console import write_line, write_note
from api.http.app import create_app
from api.http.service import Service
from api.settings import Settings
from index.errors import InvalidSetting

BACKLOG = 2048


def run_server(settings: Settings, *, announce_json: bool) -> None:
    """Serve until SIGTERM or SIGINT; requests in flight are answered first.

    Args:
        settings: where to listen, what to serve.
        announce_json: also write `{"url": …}` to stdout once the server listens.

    Raises:
        InvalidSetting: the address cannot be listened on.
        CollectionError, EncoderError: the encoder or the collection cannot be used; the server
            had begun to listen and has stopped again.
    """
    signal.signal(signal.SIGTERM, _leave)
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    listener = listen(settings.host, settings.port)
    service = Service(settings)
    server = _AnnouncingServer(
        uvicorn.Config(
            create_app(service),
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="on",
            timeout_graceful_shutdown=settings.shutdown_grace_s,
        ),
        url=url_of(listener),
        announce_json=announce_json,
    )
    service.start(on_failure=server.stop)
    server.run(sockets=[listener])
    service.raise_failure()
    if service.is_loading:
        _leave_at_once()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one.

    Raises:
        InvalidSetting: the address is unknown, in use, or not ours to take.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise InvalidSetting(
            f"cannot listen on host {host!r}: {error.strerror}",
            hint="give --host an address of this machine, for example 127.0.0.1",
        ) from error
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise _refused(host, port, error) from error
    return listener


def url_of(listener: socket.socket) -> str:
    """The URL under which a listening socket is reached."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _AnnouncingServer(uvicorn.Server):
    """A uvicorn server that says where it listens, once it does."""

    def __init__(self, config: uvicorn.Config, *, url: str, announce_json: bool) -> None:
        super().__init__(config)
        self._url = url
        self._announce_json = announce_json

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        write_note(f"Pilcrow listens on {self._url}")
        if self._announce_json:
            write_line(json.dumps({"url": self._url}))

    def stop(self) -> None:
        """Stop as on a signal. Safe to call from any thread."""
        self.should_exit = True


def _refused(host: str, port: int, error: OSError) -> InvalidSetting:
    if error.errno == errno.EADDRINUSE:
        return InvalidSetting(
            f"port {port} on {host} is in use by another program",
            hint="stop it, or choose another port with --port (0 takes a free one)",
        )
    return InvalidSetting(
        f"cannot listen on {host}, port {port}: {error.strerror}",
        hint="give --host an address of this machine, and --port a number from 1024",
    )


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    """SIGTERM before the server handles it, and after it has: the end that was asked for."""
    raise SystemExit(0)


def _leave_at_once() -> NoReturn:
    """End without waiting for the encoder, which cannot be interrupted while it loads."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
