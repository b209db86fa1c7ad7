"""Uploaded and made files: stored under a random name outside the web root, served only by a view that asks."""

import hashlib
import uuid
from io import BytesIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.http import FileResponse
from django.utils import timezone
from PIL import Image, ImageOps

from camk.errors import RuleBroken

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 2000


def _path(stored, filename):
    return f"files/{stored.uuid.hex[:2]}/{stored.uuid.hex}"


class StoredFile(models.Model):
    """One file the portal keeps: what it was called, what it is, and its fingerprint."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=_path)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.name


def store(*, name: str, content: bytes, content_type: str, owner=None) -> StoredFile:
    """Keep `content`. Call inside an action; a full disk raises before any row is written."""
    stored = StoredFile(
        name=name[:200],
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        owner=owner,
    )
    stored.file.save("x", ContentFile(content), save=False)
    stored.save()
    return stored


def clean_picture(upload) -> bytes:
    """The picture as a fresh JPEG without EXIF data (place and camera are gone), at most 2,000 px wide.

    Raises RuleBroken when the file is too large or is no picture.
    """
    if upload.size > MAX_BYTES:
        raise RuleBroken("This picture is larger than 8 MB. Please choose a smaller one.")
    try:
        with Image.open(upload, formats=["JPEG", "PNG", "WEBP", "GIF"]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise RuleBroken("This picture has too many pixels. Please choose a smaller one.")
            picture = ImageOps.exif_transpose(picture).convert("RGB")
            picture.thumbnail((MAX_SIDE, MAX_SIDE))
            out = BytesIO()
            picture.save(out, "JPEG", quality=82)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RuleBroken("We could not read this as a picture. Use a JPEG, PNG, WebP or GIF file.") from error
    return out.getvalue()


def serve(stored: StoredFile, *, inline: bool = False) -> FileResponse:
    """The file as a response that no browser will run as a page. The caller has asked who may see it."""
    response = FileResponse(
        stored.file.open("rb"),
        as_attachment=not inline,
        filename=stored.name,
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response._csp_replace = {"default-src": ["'none'"], "sandbox": True}
    return response
