"""The virus scanner beside the portal (ClamAV), where `CLAMAV_SOCKET` names its socket; without it nothing is asked.

What cannot be looked at is not kept: when the scanner is away, the file is refused in plain words.
"""

import logging
import socket
import struct

from django.conf import settings

from camk.errors import RuleBroken

TIMEOUT = 20
CHUNK = 64 * 1024
log = logging.getLogger(__name__)


def scan(content: bytes) -> None:
    """Let the scanner look at `content`; raises RuleBroken when it found something or did not answer."""
    if not settings.CLAMAV_SOCKET:
        return
    try:
        answer = _ask(content)
    except OSError as error:
        log.error("the virus scanner did not answer: %s", type(error).__name__)
        answer = ""
    if answer.endswith("FOUND"):
        raise RuleBroken("Our virus scanner found something in this file, so we did not keep it. Scan your computer.")
    if not answer.endswith("OK"):
        raise RuleBroken("We cannot check files for viruses just now. Please try again in a little while.")


def _ask(content: bytes) -> str:
    """One conversation with clamd: the file in pieces, then its one line of answer."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(TIMEOUT)
        line.connect(settings.CLAMAV_SOCKET)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            piece = content[start : start + CHUNK]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := line.recv(1024)):
            answer += more
    return answer.rstrip(b"\0").decode("ascii", "replace").strip()
