"""Which answers belong to this browser: by account, or by what it began itself; a device in a room keeps none."""

from insights.surveys.models import Survey, SurveyResponse


def _key(survey: Survey) -> str:
    return f"survey-{survey.pk}"


def on_kiosk(request, survey: Survey) -> bool:
    """The browser stands in a room, for one person after the other."""
    return request.session.get("survey-kiosk") == survey.pk


def mine(request, survey: Survey) -> SurveyResponse | None:
    """The answers this person has begun or sent; on a device in a room those of who stands there now."""
    kept = request.session.get(_key(survey))
    rows = SurveyResponse.objects.select_related("user", "survey").filter(survey=survey)
    user = request.user
    if user.is_authenticated and not on_kiosk(request, survey):
        own = rows.filter(user=user).first()
        return own or (rows.filter(pk=kept, user=None).first() if kept else None)
    return rows.filter(pk=kept).first() if kept else None


def begin(request, response: SurveyResponse) -> None:
    """From now on this browser goes on with these answers."""
    request.session[_key(response.survey)] = response.pk
    if response.by_kiosk:
        request.session["survey-kiosk"] = response.survey_id
    else:
        request.session.pop("survey-kiosk", None)


def forget(request, survey: Survey) -> None:
    """The next person begins anew."""
    request.session.pop(_key(survey), None)
