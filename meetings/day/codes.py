"""Codes of the day: the six letters shown in the room, the short code of a row, the square of one answer."""

from django.utils.crypto import constant_time_compare, salted_hmac

from camk.addresses import key_in
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

ALPHABET = "6789BCDFGHJKLMNPQRTW"  # nothing that looks or sounds like another
LENGTH = 6
PASS_LETTERS = 24  # of a keyed hash: 96 bits


def room_code(meeting: Meeting) -> str:
    """What stands on the screen: the same all day, another one when the meeting moves."""
    mac = salted_hmac("meetings.day.room", f"{meeting.uuid}:{meeting.schedule_version}", algorithm="sha256")
    number = int.from_bytes(mac.digest())
    return "".join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(LENGTH))


def is_room_code(meeting: Meeting, typed: str) -> bool:
    """Whether somebody typed it, whatever the letters' size and with or without spaces."""
    bare = "".join(letter for letter in typed.upper() if letter.isalnum())
    return constant_time_compare(bare, room_code(meeting))


def short_code(rsvp_pk: int) -> str:
    """What stands on the sign-in sheet beside a name, and finds it again in the list."""
    letters = ""
    while rsvp_pk or len(letters) < 3:
        rsvp_pk, rest = divmod(rsvp_pk, len(ALPHABET))
        letters = ALPHABET[rest] + letters
    return letters


def pass_of(rsvp_pk: int) -> str:
    """The secret part of the address in somebody's square: says which answer it is, and gives no right at all."""
    mac = salted_hmac("meetings.day.pass", str(rsvp_pk), algorithm="sha256")
    return f"{rsvp_pk}-{mac.hexdigest()[:PASS_LETTERS]}"


def rsvp_of(code: str) -> Rsvp | None:
    """The answer this square stands for; None when nobody made it."""
    number = key_in(code.partition("-")[0])
    if number is None or not constant_time_compare(pass_of(number), code):
        return None
    return Rsvp.objects.select_related("meeting", "user", "organisation").filter(pk=number).first()
