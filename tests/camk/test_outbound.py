"""The portal asks other machines by one door: https to public addresses, pinned, no redirects."""

import io
import socket

import pytest

from camk import outbound
from camk.outbound import NoAnswer, Refused, ask

PUBLIC = "93.184.216.34"


def resolver(monkeypatch, *addresses):
    """Every name has these addresses."""
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(outbound.socket, "getaddrinfo", lambda *args, **kwargs: entries)


class Wire:
    """A line to the other side that says `answer` and keeps what was sent."""

    def __init__(self, answer: bytes):
        self.answer, self.sent = answer, b""

    def sendall(self, data):
        self.sent += data

    def makefile(self, *args, **kwargs):
        return io.BytesIO(self.answer)

    def close(self):
        pass


@pytest.fixture
def wire(monkeypatch):
    """A public name that answers 200; what was connected to and asked is kept."""
    line = Wire(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    resolver(monkeypatch, PUBLIC)

    def connect(address, timeout):
        line.address, line.timeout = address, timeout
        return line

    monkeypatch.setattr(outbound.socket, "create_connection", connect)
    monkeypatch.setattr(outbound._Pinned, "connect", _connect_without_tls)
    return line


def _connect_without_tls(self):
    self.sock = outbound.socket.create_connection((self.address, self.port), self.timeout)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
    ],
)
def test_no_name_leads_into_our_own_network(monkeypatch, address):
    resolver(monkeypatch, address)
    with pytest.raises(Refused):
        ask("HEAD", "https://innocent.example.org/")


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    resolver(monkeypatch, PUBLIC, "127.0.0.1")
    with pytest.raises(Refused):
        ask("HEAD", "https://innocent.example.org/")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://example.org:8443/",
        "https://example.org:x/",
        "https://user:word@example.org/",
        "https:///path",
        "https://example.org/a b",
        "https://example.org/\r\nX: y",
        "//example.org/",
        "",
    ],
)
def test_only_plain_https_addresses_are_asked(monkeypatch, url):
    monkeypatch.setattr(outbound, "resolve", lambda host: pytest.fail("it was looked up"))
    with pytest.raises(Refused):
        ask("HEAD", url)


def test_an_allowed_host_is_the_only_one(monkeypatch):
    for url in (
        "https://example.org/",
        "https://hooks.slack.com.example.org/",
        "https://hooks.slack.com@example.org/",
    ):
        with pytest.raises(Refused):
            ask("POST", url, hosts={"hooks.slack.com"})


def test_it_connects_to_the_address_it_looked_at_and_reads_the_status(wire):
    assert ask("POST", "https://hooks.slack.com/services/x?y=1", body={"text": "é"}) == 200
    assert wire.address == (PUBLIC, 443) and wire.timeout == 5
    head, _, body = wire.sent.partition(b"\r\n\r\n")
    assert head.startswith(b"POST /services/x?y=1 HTTP/1.1\r\nHost: hooks.slack.com\r\n")
    assert body == b'{"text": "\\u00e9"}'


def test_a_redirect_is_an_answer_and_not_a_way(wire):
    wire.answer = b"HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"
    assert ask("HEAD", "https://example.org/") == 302
    assert wire.sent.count(b"HTTP/1.1") == 1


def test_the_certificate_must_be_the_names_own(monkeypatch):
    asked = {}
    resolver(monkeypatch, PUBLIC)
    monkeypatch.setattr(outbound.socket, "create_connection", lambda *args: Wire(b""))
    pinned = outbound._Pinned("example.org", PUBLIC)
    assert pinned.tls.check_hostname and pinned.tls.verify_mode.name == "CERT_REQUIRED"
    monkeypatch.setattr(pinned.tls, "wrap_socket", lambda plain, server_hostname: asked.update(name=server_hostname))
    pinned.connect()
    assert asked == {"name": "example.org"}


@pytest.mark.parametrize("error", [TimeoutError(), ConnectionRefusedError(), socket.gaierror()])
def test_no_answer_is_said_so(wire, monkeypatch, error):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(outbound.socket, "create_connection", fail)
    with pytest.raises(NoAnswer):
        ask("HEAD", "https://example.org/")
    monkeypatch.setattr(outbound.socket, "getaddrinfo", fail)
    with pytest.raises(NoAnswer):
        ask("HEAD", "https://example.org/")


def test_nonsense_from_the_other_side_is_no_answer(wire):
    wire.answer = b"SSH-2.0-nonsense\r\n"
    with pytest.raises(NoAnswer):
        ask("HEAD", "https://example.org/")
