"""Before people are told: what changes, who gets a mail, and its words. Nothing is kept until that is confirmed.

A rehearsal does the step in full, notes the mails it would send, and takes everything back: so the preview cannot
say anything else than what is done.
"""

import re
from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.template.response import TemplateResponse

from camk.outbox.models import OutboundMail
from camk.outbox.noting import noted_mails

CONFIRMED, BACK = "_confirmed", "_back"
TELL, QUIET = "tell", "quiet"
LETTERS_SHOWN = 5
# A personal link in a mail is a key: the preview shows that there is one, and no more.
OWN_LINK = re.compile(rf"{re.escape(settings.SITE_URL)}/\S*?/\d+-[A-Za-z0-9_-]{{20,}}\S*")


@dataclass(frozen=True)
class Letter:
    """One wording, and how many people get it."""

    subject: str
    text: str
    people: int


@dataclass(frozen=True)
class Preview:
    """What a step would do: (label, old, new) lines, remarks, and mails."""

    changes: tuple = ()
    mails: tuple[OutboundMail, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def people(self) -> int:
        return len({mail.address for mail in self.mails})

    @property
    def readers(self) -> list[tuple[str, str, str]]:
        """Name, address and subject, each mail once."""
        rows = [(str(mail.user or ""), mail.address, mail.subject) for mail in self.mails]
        return sorted(rows, key=lambda row: row[0].lower())

    @property
    def letters(self) -> list[Letter]:
        """The wordings that differ, the commonest first, without anybody's own links."""
        words = Counter((mail.subject, OWN_LINK.sub("(their own link)", mail.text)) for mail in self.mails)
        return [Letter(*wording, people) for wording, people in words.most_common()]


class Unconfirmed(Exception):
    """Raised inside a transaction to take back what was rehearsed; carries what was seen."""

    def __init__(self, preview: Preview):
        self.preview = preview
        super().__init__()


def rehearse(run, *, changes=(), remarks=()) -> Preview:
    """What `run` would do and send; afterwards everything is as it was."""
    try:
        with transaction.atomic(), noted_mails() as mails:
            run()
            raise Unconfirmed(Preview(tuple(changes), tuple(mails), tuple(remarks)))
    except Unconfirmed as seen:
        return seen.preview


def preview_page(request, preview: Preview, *, label: str, back_url: str, may_be_quiet: bool = False, **context):
    """The page between pressing a button and its effect; what was typed goes along in hidden fields."""
    left_out = ("csrfmiddlewaretoken", CONFIRMED, BACK)
    typed = [(name, value) for name, values in request.POST.lists() if name not in left_out for value in values]
    letters = preview.letters
    context |= {
        "preview": preview,
        "letters": letters[:LETTERS_SHOWN],
        "more_letters": len(letters[LETTERS_SHOWN:]),
        "label": label,
        "back_url": back_url,
        "may_be_quiet": may_be_quiet and preview.people,
        "typed": typed,
    }
    return TemplateResponse(request, "admin/camk/preview.html", context)


def not_saved(form_class, sentence: str):
    """The form as it was typed, with the sentence that says why it was not saved."""

    class NotSaved(form_class):
        def full_clean(self):
            super().full_clean()
            if self.is_bound:
                self.add_error(None, sentence)

    return NotSaved
