"""Words that were sealed, and are no matter of safeguarding, go back into the rows they were taken out of."""

from camk import audit
from camk.actions import action
from insights.issues.signals import GONE, Taken


@action
def return_words(*, model, taken: list[Taken], by) -> list[tuple]:
    """Fill the emptied fields of rows of this kind again, where nothing else was written meanwhile.

    Returns each row that got something back, with what was taken out of it.
    """
    back = []
    for one in (each for each in taken if each.what == model._meta.label_lower):
        row = model.objects.select_for_update(of=("self",)).filter(pk=one.pk).first()
        names = [name for name in one.words if row is not None and getattr(row, name) in ("", GONE)]
        for name in names:
            setattr(row, name, one.words[name])
        if names:
            row.save(update_fields=names)
            audit.record("words.put_back", row, by=by, fields=len(names))
            back.append((row, one))
    return back
