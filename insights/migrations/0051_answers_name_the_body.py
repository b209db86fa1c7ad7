"""Lines of the timeline stored before answers named the body alone lose the name of whoever will see to it there."""

import re

from django.db import migrations

# As these lines were written: the body, its answer, its words if any, who will see to it and by when.
ANSWERS = ("Yes, we will do this", "We will do part of it", "No, and this is why", "We need to know more")
LINE = re.compile(
    rf"(?P<said>(?P<body>.+?) answered: (?:{'|'.join(ANSWERS)})\.(?: “.*”)?) .+? (?P<end>will see to it(?: by [^.“”]+)?\.)",
    re.DOTALL,
)


def without_officer(words: str) -> str:
    """The line with the body in place of its officer; any other line as it is."""
    line = LINE.fullmatch(words)
    return f"{line['said']} {line['body']} {line['end']}" if line else words


def name_the_body(apps, schema_editor):
    moves = apps.get_model("insights", "IssueMove").objects
    for pk, words in moves.filter(words__contains=" will see to it").values_list("pk", "words").iterator():
        if (told := without_officer(words)) != words:
            moves.filter(pk=pk).update(words=told)


class Migration(migrations.Migration):
    dependencies = [("insights", "0050_answers_to_quick_reviews")]

    operations = [migrations.RunPython(name_the_body, migrations.RunPython.noop)]
