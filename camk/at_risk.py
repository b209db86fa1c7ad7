"""Words that sound as if one particular person were in danger: asked about before anything is kept (domain C8).

The portal is not the place to log a disclosure. A form that stands on `CareForm` keeps nothing while its words
sound like one: it shows whom to ring now, and goes on only when the writer says that it is a general concern.
It asks, and never blocks for ever: "more domestic abuse locally" is what an issue may be about.

Every form with a box of several lines stands on it: pages of `camk.views.ActionFormView` and the staff pages make
theirs so by `careful`, other views name it as their base. `tests/access/test_care.py` walks all of them.
"""

import re

from django import forms
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from camk.details import site_details


def _any(*forms: str) -> re.Pattern[str]:
    """Any of these whole words or turns of phrase; a space in one is any run of spaces."""
    return re.compile(rf"\b(?:{'|'.join(forms)})\b".replace(" ", r"\s+"), re.I)


# What is done to somebody, or what somebody may do to themselves.
_HARM = _any(
    r"abus(?:e[ds]?|ing)", r"assault(?:ed|ing|s)?", r"rap(?:ed?|ing|es)", r"molest\w*", r"groom(?:ed|ing|s)",
    r"beat(?:s|en|ing)?", r"hit(?:s|ting)?", r"punch(?:ed|es|ing)?", r"kick(?:ed|s|ing)?(?! out)",
    r"slap(?:ped|s|ping)?", r"strangl\w+", r"chok(?:ed|es|ing)", r"burn(?:ed|t|s)(?! out)", r"bruis\w+", r"black eye",
    r"neglect(?:ed|s|ing)?", r"starv(?:ed|es|ing)", r"lock(?:ed|s) (?:in|up)", r"threaten(?:ed|s|ing)?",
    r"stalk(?:ed|s|ing)", r"coerc\w+", r"controll?(?:s|ed|ing) (?:her|him|them|my|everything)",
    r"exploit(?:ed|s|ing)?", r"traffick\w*", r"cuckoo\w*", r"slav(?:e|ery)", r"forced (?:to|into|marriage)", r"fgm",
    r"touch(?:ed|es|ing) (?:her|him|me|them)", r"tak(?:es|ing|en) (?:her|his|my|their) (?:money|pension|benefits)",
    r"scared to go home", r"afraid of (?:her|his|my)", r"run(?:ning)? away from home",
    r"(?:not|isn[’']t|aren[’']t|don[’']t feel|doesn[’']t feel) safe at home",
)  # fmt: skip
# Somebody in particular: one person, seen or known.
_SOMEBODY = _any(
    r"i", r"me", r"my", r"myself", r"he", r"him", r"his", r"himself", r"she", r"her", r"hers", r"herself",
    r"daughter", r"son", r"husband", r"wife", r"partner", r"boyfriend", r"girlfriend", r"ex", r"sister", r"brother",
    r"nan", r"gran", r"grandad", r"uncle", r"auntie?",
    r"(?:an?|one|this|that|another|the|our) (?:\w+ ){0,2}(?:girl|boy|child|baby|toddler|teenager|pupil|student|woman"
    r"|man|lady|gentleman|mum|mother|dad|father|member|volunteer|neighbour|resident|client|tenant|carer|person|patient)",
)  # fmt: skip
# Said so, it is always about somebody.
_ACUTE = _any(
    r"kill(?:ing)? (?:my|him|her|them)sel(?:f|ves)", r"want(?:s|ed)? to (?:die|end (?:it|(?:my|his|her) life))",
    r"tak(?:e|ing) (?:my|his|her) own life", r"end(?:ing)? (?:my|his|her) (?:own )?life",
    r"(?:is|am|feels?|feeling) suicidal", r"(?:harm|cut)(?:s|ting|ing)? (?:my|him|her|them)sel(?:f|ves)",
    r"(?:took|take|taken) an overdose", r"no (?:reason|point) (?:to|in) (?:live|living|going on)",
    r"being (?:abused|beaten|groomed|raped|neglected|exploited)",
)  # fmt: skip
# A concern about many, a service, a time, a campaign: what an issue may well be about.
_GENERAL = _any(
    r"more (?:and more )?(?:\w+ ){0,3}(?:abuse|violence|neglect|crime|people|women|children|cases)", r"awareness",
    r"training", r"campaign", r"support for (?:survivors|victims|people)", r"statistic\w*", r"on the rise", r"rising",
    r"increas\w+", r"no longer funded", r"waiting list", r"cycl\w+", r"rent", r"prices?", r"bills?", r"budget",
)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")

GENERAL_LABEL = "It is a general concern: nobody in particular is at risk"
NOTICE = mark_safe(
    'Is someone at risk? Do not write it here: <a href="/issues/safeguarding/">who can help now</a>.'  # noqa: S308
)
SENTENCE = (
    "This sounds as if somebody may be at risk. We have not kept it. Please ring the numbers on this page, or let "
    "us ring you back. If it is a general concern, tick that and go on; what you wrote is still here."
)
TOO_LONG = (
    "This is %(show_value)d letters long, and at most %(limit_value)d fit. Make it shorter; it is all still here."
)


def sounds_like_disclosure(words: str) -> bool:
    """Whether one sentence of `words` speaks of harm to somebody in particular; never more than a question."""
    for sentence in _SENTENCE.split(words or ""):
        if _ACUTE.search(sentence):
            return True
        if _HARM.search(sentence) and _SOMEBODY.search(sentence) and not _GENERAL.search(sentence):
            return True
    return False


class CareForm(forms.Form):
    """A form with free words: it is not valid while they sound like a disclosure and nobody said otherwise.

    `care_fields` names the boxes that are read, by default every box of several lines; what stood there before is
    not asked about again. `care_asks_at` is the box where the page shows whom to ring, and the tick to go on.
    """

    care_fields: tuple[str, ...] | None = None
    care_notice = False
    care_asks_at = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        boxes = self.boxes = [name for name, field in self.fields.items() if _is_box(field)]
        for name in boxes:
            _takes_all(self.fields[name])
            if self.care_notice:
                self.fields[name].help_text = format_html("{} {}", self.fields[name].help_text, NOTICE)
        found = (name for name in self.care_fields or boxes if self.is_bound and self._sounds_at_risk(name))
        self.care_asks_at = next(found, "")
        if self.care_asks_at:
            self.fields["general_concern"] = forms.BooleanField(label=GENERAL_LABEL, required=False)
            self.fields["general_concern"].hide_optional = True
            self.put_beneath("general_concern", self.care_asks_at)

    def put_beneath(self, tick: str, box: str) -> None:
        """A tick stands right beneath the box it is about."""
        order = [name for name in self.fields if name != tick]
        order.insert(order.index(box) + 1, tick)
        self.order_fields(order)

    @property
    def sounds_at_risk(self) -> bool:
        return bool(self.care_asks_at)

    @property
    def whom_to_ring(self):
        """The numbers, for a page that draws one field by itself."""
        return site_details()

    def _sent(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name)) or "")

    def _sounds_at_risk(self, name: str) -> bool:
        sent = _one_line_end(self._sent(name))
        before = _one_line_end(self.get_initial_for_field(self.fields[name], name))
        return sent != before and sounds_like_disclosure(sent)

    def clean(self):
        data = super().clean() or self.cleaned_data
        if self.care_asks_at and not data.pop("general_concern", False):
            self.add_error(self.care_asks_at, SENTENCE)
        return data


def careful(form_class, *, notice=False):
    """`form_class` as a CareForm; with `notice` each box says where to turn (pages of the site say so themselves)."""
    bases = (form_class,) if issubclass(form_class, CareForm) else (CareForm, form_class)

    class Careful(*bases):
        care_notice = notice

    return Careful


def _is_box(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.Textarea) and not field.disabled


def _takes_all(field: forms.Field) -> None:
    """A browser would cut off what is too long without a word: instead it comes here whole, and we say so."""
    field.widget.attrs.pop("maxlength", None)
    field.error_messages.setdefault("max_length", TOO_LONG)


def _one_line_end(words) -> str:
    """Browsers send other line ends than what stands in the database."""
    return str(words or "").replace("\r\n", "\n").strip()
