"""Documents that people hand in: a short list of kinds, each known by its content and not by its name.

A picture is drawn anew (`camk.files.clean_picture`); of everything else the first bytes, and of office files the
parts inside, must be what the ending says. Office files with macros are refused.
"""

import re
import unicodedata
import zipfile
from dataclasses import dataclass

from camk.errors import RuleBroken
from camk.files import clean_picture
from camk.scanning import scan

MAX_DOCUMENT_BYTES = 15 * 1024 * 1024
MAX_UNPACKED = 150 * 1024 * 1024
MAX_PARTS = 3000
PICTURES = ("jpg", "jpeg", "png", "webp", "gif")
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
# Ending -> how the file is announced to browsers.
TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OOXML}wordprocessingml.document",
    "xlsx": f"{_OOXML}spreadsheetml.sheet",
    "pptx": f"{_OOXML}presentationml.presentation",
    "odt": f"{_ODF}text",
    "ods": f"{_ODF}spreadsheet",
    "odp": f"{_ODF}presentation",
    "csv": "text/csv",
    "txt": "text/plain",
    "mp3": "audio/mpeg",
}
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
KINDS = "PDF, Word, Excel, PowerPoint, OpenDocument, CSV, plain text, MP3, or a picture"
ACCEPT = ",".join(f".{ending}" for ending in (*TYPES, *PICTURES))
_WRONG = f"We take {KINDS}. This file is something else, or it is damaged."


@dataclass(frozen=True)
class Document:
    """A file that was looked at and may be kept."""

    name: str
    content: bytes
    content_type: str


def clean_document(upload) -> Document:
    """What was handed in, looked at; raises RuleBroken with a sentence when it may not be kept."""
    name = clean_name(upload.name or "")
    stem, _, ending = name.rpartition(".")
    ending = ending.lower()
    if ending in PICTURES:
        return Document(f"{stem}.jpg", clean_picture(upload), "image/jpeg")
    if ending not in TYPES:
        raise RuleBroken(_WRONG)
    if upload.size > MAX_DOCUMENT_BYTES:
        raise RuleBroken(f"This file is larger than {MAX_DOCUMENT_BYTES // 1024**2} MB. Share it as a link instead.")
    if not upload.size:
        raise RuleBroken("This file is empty.")
    upload.seek(0)
    content = upload.read()
    if not _is_what_it_says(ending, upload, content):
        raise RuleBroken(_WRONG)
    scan(content)
    return Document(f"{stem}.{ending}", content, TYPES[ending])


def clean_name(name: str) -> str:
    """The file's own name without folders, control characters and tricks of writing direction."""
    name = name.replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    name = " ".join(re.sub(r'[<>:"|?*;]', " ", name).split()).lstrip(".")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:150] or 'file'}{dot}{ending[:10]}" if dot else name[:150]


def _is_what_it_says(ending: str, upload, content: bytes) -> bool:
    if ending == "pdf":
        return content[:1024].lstrip().startswith(b"%PDF-")
    if ending == "mp3":
        return content.startswith(b"ID3") or (content[0] == 0xFF and content[1:2] >= b"\xe0")
    if ending in ("csv", "txt"):
        return _is_text(content)
    return _is_office(ending, upload)


def _is_text(content: bytes) -> bool:
    """Words as people save them; no binary file, and nothing a browser could take for a page."""
    if b"\0" in content or re.search(rb"<\s*(script|html|svg|!doctype)", content[:4096], re.I):
        return False
    return all(byte >= 32 or byte in b"\t\n\r\f" for byte in content[:65536])


def _is_office(ending: str, upload) -> bool:
    """A zip of reasonable size whose parts are those of this kind, and no macros among them."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as packed:
            parts = packed.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                return False
            names = {part.filename for part in parts}
            if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js")) for name in names):
                return False
            if ending in MAIN_PART:
                return {"[Content_Types].xml", MAIN_PART[ending]} <= names
            with packed.open("mimetype") as said:  # never more than its few letters, whatever the zip claims
                return said.read(100).decode("ascii", "replace").strip() == TYPES[ending]
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return False
