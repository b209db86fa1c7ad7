"""Ready replies to start from; staff change those as they like."""

from django.db import migrations

# code, kind, label, words
REPLIES = [
    (
        "legal-form",
        "starting",
        "Which legal form?",
        "Thank you for asking us. Which form fits depends on three things: whether you will hold money or employ "
        "anybody, who should decide, and whether you want to be a registered charity. Most organisations of this size "
        "begin as an unincorporated association with a written constitution, and become a charitable incorporated "
        "organisation (CIO) when they take on a lease, staff or larger grants.\n\n"
        "We can go through it with you in half an hour, by phone or at our office.",
    ),
    (
        "policies",
        "running",
        "Policies to begin with",
        "Thank you for asking us. Funders and venues most often ask for four: safeguarding, equality, data protection, "
        "and health and safety. Begin with what you really do, one page each; we read a draft with you.",
    ),
    (
        "search-done",
        "funding",
        "The search is done",
        "We looked for funds that fit what you told us. They stand below, the nearest closing day first, each with why "
        "it fits. Before you write, ring the funder: most of them like it, and it saves you a weekend. We read your "
        "draft if you send it a week before the closing day.",
    ),
    (
        "volunteers",
        "recruiting",
        "A role that people say yes to",
        "Thank you for asking us. What works: one clear task, how many hours, for how long, and whom they do it with. "
        "Write it on half a page, ask three people by name first, and then put it on our page of volunteering requests.",
    ),
    (
        "ring-us",
        "",
        "Let us talk",
        "Thank you for asking us. This is easier by phone: tell us two times that suit you this week and the number we "
        "should ring.",
    ),
]


def add(apps, schema_editor):
    rows = apps.get_model("groups", "ReadyReply")
    for position, (code, kind, label, words) in enumerate(REPLIES):
        rows.objects.get_or_create(
            code=code, defaults={"kind": kind, "label": label, "words": words, "position": position}
        )


class Migration(migrations.Migration):
    dependencies = [("groups", "0020_enquiries")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
