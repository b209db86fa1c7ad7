"""A mail server with a home-made certificate that nobody vouches for."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def home_made(folder: Path) -> ssl.SSLContext:
    """A server's context with a key and a certificate signed by itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    certificate = builder.sign(key, hashes.SHA256())
    plain, no_password = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, plain, no_password)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@contextlib.contextmanager
def doubtful_server(folder: Path) -> Iterator[tuple[int, list[bytes]]]:
    """Offers STARTTLS to one caller and shows the certificate; gives its port and what it heard in the clear."""
    heard: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        caller, _ = listener.accept()
        with caller, contextlib.suppress(OSError):
            caller.sendall(b"220 here\r\n")
            for answer in (b"250-here\r\n250 STARTTLS\r\n", b"220 go on\r\n"):
                heard.append(caller.recv(1000))
                caller.sendall(answer)
            with home_made(folder).wrap_socket(caller, server_side=True) as secure:
                heard.append(secure.recv(1000))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1], heard
    finally:
        thread.join(10)
        listener.close()
