"""Reading an address on the internet that somebody typed in: carefully.

The name is looked up once and the connection goes to the address that was looked at, so that a name
cannot point elsewhere a moment later. Nothing inside our own network is ever asked.
"""

import http.client
import ipaddress
import json
import socket
import ssl
import time
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ipc.kernel.errors import RuleBroken

SECONDS_TO_ANSWER = 10
MOST_BYTES = 5 * 1024 * 1024
MOST_REDIRECTS = 3
MOVED = (301, 302, 303, 307, 308)
_PUBLIC_V6 = ipaddress.ip_network("2000::/3")
_TUNNELS = [ipaddress.ip_network(one) for one in ("2001::/32", "2002::/16")]


class CannotBeRead(RuleBroken):
    message = _("This feed cannot be read just now.")


class NotOnTheInternet(CannotBeRead):
    message = _("This address is not one on the open internet.")


class NotAnAddress(CannotBeRead):
    message = _("Enter an address that begins with https:// or http://")


class TooLarge(CannotBeRead):
    message = _("The answer is too large to be a page of a directory.")


class AnsweredOtherwise(CannotBeRead):
    message = _("The feed answered with the number %(number)s.")


class NotJson(CannotBeRead):
    message = _("What came back is not a feed: it cannot be understood.")


class Reader:
    """Reads JSON from one feed, over one connection at a time, until ``seconds`` are over.

    ``between`` is called after each answer.
    """

    def __init__(self, *, seconds=300, between=lambda: None):
        self._until = time.monotonic() + seconds
        self._between = between
        self._connection, self._origin = None, None

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        self._close()

    def json(self, url):
        """Return what ``url`` answers.

        Raises:
            CannotBeRead: it does not answer in time, with 200, as JSON of a bearable size.
        """
        body = self._body(url)
        self._between()
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise NotJson from error

    def _body(self, url):
        for _redirect in range(MOST_REDIRECTS + 1):
            if time.monotonic() > self._until:
                raise CannotBeRead(_("This feed takes too long to read."))
            try:
                answer = self._ask(url)
                if answer.status not in MOVED:
                    return _whole(answer)
                answer.read(MOST_BYTES)
            except (OSError, http.client.HTTPException) as error:
                raise CannotBeRead from error
            url = urljoin(url, answer.headers.get("Location", ""))
        raise CannotBeRead(_("This address leads on and on to others."))

    def _ask(self, url):
        parts = _parts(url)
        origin = (parts.scheme, parts.hostname, parts.port)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if origin == self._origin:
            try:
                return self._answer(path)
            except ConnectionError:  # the other side may close what it kept open
                pass
        self._close()
        self._connection, self._origin = _connection(*origin), origin
        return self._answer(path)

    def _answer(self, path):
        self._connection.request("GET", path, headers={"Accept": "application/json", "User-Agent": "ipc"})
        return self._connection.getresponse()

    def _close(self):
        if self._connection:
            self._connection.close()
        self._connection, self._origin = None, None


def _whole(answer):
    if answer.status != http.client.OK:
        raise AnsweredOtherwise(number=answer.status)
    body = answer.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise TooLarge
    return body


def check(url) -> None:
    """Refuse what is no address of the web; whether it answers shows when it is read.

    Raises:
        NotAnAddress
    """
    _parts(url)


def _parts(url):
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 — raises where it is no number
    except ValueError as error:
        raise NotAnAddress from error
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isascii() or " " in url:
        raise NotAnAddress
    if parts.username or parts.password:
        raise NotAnAddress
    return parts


def _connection(scheme, host, port):
    address = look_up(host, port or (443 if scheme == "https" else 80))
    if scheme == "https":
        return _PinnedHttps(host, port, address)
    return _Pinned(host, port, address)


def look_up(host, port):
    """Return the address to connect to: every one of the name must be on the open internet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise CannotBeRead(_("There is nothing at this address.")) from error
    addresses = [one[4][0] for one in found]
    allowed = f"{host}:{port}" in settings.IMPORT_INSIDE_HOSTS
    if not allowed and not all(is_open(address) for address in addresses):
        raise NotOnTheInternet
    return addresses[0], port


def is_open(address) -> bool:
    """Return whether ``address`` is one that anybody on the internet can reach."""
    one = ipaddress.ip_address(address.partition("%")[0])
    if one.version == 6 and (one not in _PUBLIC_V6 or any(one in tunnel for tunnel in _TUNNELS)):
        return False
    return one.is_global and not (one.is_multicast or one.is_reserved or one.is_unspecified)


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was looked at, whatever the name says by now."""

    def __init__(self, host, port, address):
        super().__init__(host, port, timeout=SECONDS_TO_ANSWER)
        self.address = address

    def connect(self):
        self.sock = socket.create_connection(self.address, SECONDS_TO_ANSWER)


class _PinnedHttps(_Pinned):
    default_port = http.client.HTTPS_PORT

    def connect(self):
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
