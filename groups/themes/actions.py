"""Staff keep the list of themes and the words people use for them."""

from camk import audit
from camk.actions import action
from groups.themes.models import Theme, ThemeKeyword


@action
def save_theme(*, theme: Theme, keywords: list[str], by) -> None:
    """Store a theme and exactly these keywords."""
    theme.save()
    wanted = {word.strip().lower() for word in keywords if word.strip()}
    theme.keywords.exclude(word__in=wanted).delete()
    for word in sorted(wanted - set(theme.keywords.values_list("word", flat=True))):
        ThemeKeyword.objects.create(theme=theme, word=word[:80])
    audit.record("list.changed", theme, by=by, code=theme.code, keywords=len(wanted))
