"""The one door by which the portal itself asks another machine for something: https, public addresses, no redirects.

The name is resolved once, every address it has must be a public one, and the connection goes to exactly that
address; the certificate must be the name's own. So no typed address leads back into our own network.
"""

import http.client
import ipaddress
import json
import socket
import ssl
from urllib.parse import urlsplit

TIMEOUT = 5
PORT = 443
# Ranges that carry an IPv4 address inside them and so could hide a private one.
_DISGUISED = [ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]


class Refused(Exception):
    """We do not ask there; the text says why."""


class NoAnswer(Exception):
    """There was no answer, or none in time."""


def is_public(address: str) -> bool:
    """True for an address anybody on the internet could reach; false for our own machine and network."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if getattr(ip, "ipv4_mapped", None):
        ip = ip.ipv4_mapped
    if any(ip.version == net.version and ip in net for net in _DISGUISED):
        return False
    return ip.is_global and not ip.is_multicast


def checked(url: str, *, hosts: set[str] | None = None):
    """The parts of `url`; raises Refused for anything but plain https to a name (one of `hosts`, when given)."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused("This is not an address.") from error
    if parts.scheme != "https" or not parts.hostname or port not in (None, PORT) or "@" in parts.netloc:
        raise Refused("Only plain https addresses are asked.")
    if hosts is not None and parts.hostname not in hosts:
        raise Refused(f"Only these are asked: {', '.join(sorted(hosts))}.")
    if any(ord(c) <= 32 or ord(c) > 126 for c in url):
        raise Refused("This is not an address.")
    return parts


def resolve(host: str) -> str:
    """The one address that is asked; raises Refused when any address of the name is not public."""
    try:
        found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoAnswer("This name is not known.") from error
    addresses = [entry[4][0] for entry in found]
    if not addresses or not all(map(is_public, addresses)):
        raise Refused("This address does not lead to the public internet.")
    return addresses[0]


class _Pinned(http.client.HTTPSConnection):
    """A connection to one address, whose certificate must be that of the name asked for."""

    def __init__(self, host: str, address: str):
        context = ssl.create_default_context()
        super().__init__(host, PORT, timeout=TIMEOUT, context=context)
        self.address, self.tls = address, context

    def connect(self):
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = self.tls.wrap_socket(plain, server_hostname=self.host)


def ask(method: str, url: str, *, body: dict | None = None, hosts: set[str] | None = None) -> int:
    """Send one request and return the status of the answer; redirects are not followed, words are not read.

    Raises Refused when we do not ask there, NoAnswer when nothing came back.
    """
    parts = checked(url, hosts=hosts)
    connection = _Pinned(parts.hostname, resolve(parts.hostname))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"User-Agent": "community-action-network", "Accept": "*/*"}
    if body is not None:
        headers["Content-Type"] = "application/json; charset=utf-8"
    try:
        connection.request(method, path, None if body is None else json.dumps(body).encode(), headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswer(type(error).__name__) from error
    finally:
        connection.close()
