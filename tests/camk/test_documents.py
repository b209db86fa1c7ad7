"""What may be handed in as a document: known by its content; everything else is refused in plain words."""

import io
import socket
import struct
import zipfile
from threading import Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from camk import documents
from camk.documents import TYPES, clean_document, clean_name
from camk.errors import RuleBroken


def office(main: str, *more: str) -> bytes:
    """A small office file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in ("[Content_Types].xml", main, *more):
            packed.writestr(name, "<x/>")
    return out.getvalue()


def open_document(kind: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", TYPES[kind])
        packed.writestr("content.xml", "<x/>")
    return out.getvalue()


def picture(kind="PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind)
    return out.getvalue()


GOOD = {
    "guide.pdf": b"%PDF-1.7\nwords",
    "guide.DOCX": office("word/document.xml"),
    "table.xlsx": office("xl/workbook.xml"),
    "slides.pptx": office("ppt/presentation.xml"),
    "guide.odt": open_document("odt"),
    "table.ods": open_document("ods"),
    "slides.odp": open_document("odp"),
    "table.csv": "Name;Street\nCafé;High Street\n".encode("cp1252"),
    "note.txt": "Bring a mug. £2 each.".encode(),
    "talk.mp3": b"ID3\x03\0\0words",
}


@pytest.mark.parametrize("name", GOOD)
def test_each_kind_is_taken_as_what_it_is(name):
    kept = clean_document(SimpleUploadedFile(name, GOOD[name], content_type="text/html"))
    ending = name.rpartition(".")[2].lower()
    assert kept.content == GOOD[name] and kept.content_type == TYPES[ending]
    assert kept.name.endswith(f".{ending}")


def test_there_is_an_example_of_each_kind():
    assert {name.rpartition(".")[2].lower() for name in GOOD} == set(TYPES)


def test_a_picture_is_drawn_anew():
    kept = clean_document(SimpleUploadedFile("poster.PNG", picture()))
    assert kept.name == "poster.jpg" and kept.content.startswith(b"\xff\xd8") and kept.content_type == "image/jpeg"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<html></html>"),
        ("picture.svg", b"<svg/>"),
        ("run.exe", b"MZ"),
        ("archive.zip", office("word/document.xml")),
        ("macros.docm", office("word/document.xml")),
        ("no-ending", b"%PDF-1.7"),
        ("guide.pdf.exe", b"%PDF-1.7"),
        ("guide.pdf", b"<html><script>alert(1)</script></html>"),
        ("guide.pdf", b"MZ\x90"),
        ("guide.docx", b"%PDF-1.7"),
        ("guide.docx", office("xl/workbook.xml")),
        ("guide.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("guide.docx", office("word/document.xml", "payload.exe")),
        ("guide.docx", office("word/document.xml")[:-30]),
        ("guide.odt", open_document("ods")),
        ("guide.odt", office("content.xml")),
        ("note.txt", b"MZ\0\0"),
        ("note.txt", b"  <!DOCTYPE html><p>hello"),
        ("table.csv", b"<script>alert(1)</script>"),
        ("table.csv", b"\x1f\x8b\x08 packed"),
        ("talk.mp3", b"RIFF"),
        ("poster.png", b"no picture"),
        ("poster.jpg", b"<svg/>"),
        ("guide.pdf", b""),
        ("note.txt", b""),
    ],
)
def test_everything_else_is_refused(name, content):
    with pytest.raises(RuleBroken):
        clean_document(SimpleUploadedFile(name, content))


def test_a_packed_bomb_is_refused_unread(monkeypatch):
    monkeypatch.setattr(documents, "MAX_UNPACKED", 1000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<x/>")
        packed.writestr("word/document.xml", "x" * 100_000)
    with pytest.raises(RuleBroken):
        clean_document(SimpleUploadedFile("guide.docx", out.getvalue()))
    monkeypatch.setattr(documents, "MAX_UNPACKED", 10**9)
    assert clean_document(SimpleUploadedFile("guide.docx", out.getvalue()))
    monkeypatch.setattr(documents, "MAX_PARTS", 1)
    with pytest.raises(RuleBroken):
        clean_document(SimpleUploadedFile("guide.docx", out.getvalue()))


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(documents, "MAX_DOCUMENT_BYTES", 10)
    with pytest.raises(RuleBroken, match="larger than"):
        clean_document(SimpleUploadedFile("guide.pdf", b"%PDF-1.7 words"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Sue\\guide.pdf", "guide.pdf"),
        ("guide\0.pdf", "guide.pdf"),
        ('a"b\r\nX-Evil: 1.pdf', "a bX-Evil 1.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        (f"{'x' * 400}.pdf", f"{'x' * 150}.pdf"),
        (".hidden.pdf", "hidden.pdf"),
        ("Gemüse für alle.pdf", "Gemüse für alle.pdf"),
    ],
)
def test_names_are_freed_of_tricks(typed, kept):
    assert clean_name(typed) == kept


# -- the virus scanner ------------------------------------------------------------------------------------

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture
def scanner(settings, tmp_path):
    """A stand-in for clamd on a socket: finds the standard test file, and what it was given is kept."""
    path, seen = f"{tmp_path}/clamd", []
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(path)
    server.listen()

    def answer():
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as read:
                assert read.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack("!L", read.read(4))[0]:
                    content += read.read(size)
                seen.append(content)
                line.sendall(b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0")

    worker = Thread(target=answer, daemon=True)
    worker.start()
    settings.CLAMAV_SOCKET = path
    yield seen
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    worker.join(5)


def test_a_scanned_file_is_kept_when_nothing_was_found(scanner):
    content = b"%PDF-1.7 " + b"x" * 200_000
    assert clean_document(SimpleUploadedFile("guide.pdf", content)).content == content
    assert scanner == [content], "all of it was looked at"


def test_a_file_with_a_virus_is_refused(scanner):
    with pytest.raises(RuleBroken, match="found something"):
        clean_document(SimpleUploadedFile("note.txt", EICAR))


def test_while_the_scanner_is_away_nothing_is_kept(settings, tmp_path, caplog):
    settings.CLAMAV_SOCKET = f"{tmp_path}/nobody"
    with pytest.raises(RuleBroken, match="try again"):
        clean_document(SimpleUploadedFile("guide.pdf", b"%PDF-1.7"))
    assert "did not answer" in caplog.text


def test_without_a_scanner_none_is_asked(settings):
    settings.CLAMAV_SOCKET = ""
    assert clean_document(SimpleUploadedFile("note.txt", EICAR)).content == EICAR
