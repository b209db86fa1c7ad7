"""Addresses of this room."""

from django.urls import path

from insights.issues.views import after, checking, public, telling, told

urlpatterns = [
    path("issues/", public.IssueList.as_view(), name="issue-list"),
    path("issues/tell/", telling.TellKind.as_view(), name="issue-tell"),
    path("issues/tell/where/", telling.TellWhere.as_view(), name="issue-tell-where"),
    path("issues/tell/what/", telling.TellWhat.as_view(), name="issue-tell-what"),
    path("issues/tell/words/", telling.TellWords.as_view(), name="issue-tell-words"),
    path("issues/tell/more/", telling.TellMore.as_view(), name="issue-tell-more"),
    path("issues/tell/more-words/", telling.TellMoreWords.as_view(), name="issue-tell-more-words"),
    path("issues/tell/similar/", telling.TellSimilar.as_view(), name="issue-tell-similar"),
    path("issues/tell/similar-words/", telling.similar_words, name="issue-similar-words"),
    path("issues/tell/who/", telling.TellWho.as_view(), name="issue-tell-who"),
    path("issues/tell/check/", checking.TellCheck.as_view(), name="issue-tell-check"),
    path("issues/tell/start-again/", telling.start_again, name="issue-start-again"),
    path("issues/safeguarding/", public.SafeguardingView.as_view(), name="issue-safeguarding"),
    path("issues/safeguarding/sent/", public.SafeguardingSent.as_view(), name="issue-safeguarding-sent"),
    path("issues/photos/<int:pk>/", public.voice_photo, name="issue-photo"),
    path("issues/<slug:reference>/", public.IssueDetail.as_view(), name="issue-detail"),
    path("issues/<slug:reference>/us-too/", public.UsTooView.as_view(), name="issue-us-too"),
    path("issues/<slug:reference>/answer/", told.answer, name="issue-answer"),
    path("issues/<slug:reference>/confirm/", told.confirm, name="issue-confirm"),
    path("issues/evidence/<int:pk>/", after.evidence_file, name="issue-evidence-file"),
    path("issues/<slug:reference>/add/", after.AddEvidence.as_view(), name="issue-add"),
    path("issues/<slug:reference>/back/", after.ItIsBack.as_view(), name="issue-back"),
    path("issues/<slug:reference>/consents/", after.ChangeConsents.as_view(), name="issue-consents"),
    path("issues/<slug:reference>/follow/", after.following, name="issue-follow"),
    path("issues/<slug:reference>/withdraw/", told.withdraw, name="issue-withdraw"),
    path("told/<str:token>/", told.told, name="told"),
    path("told/<str:token>/sent/", told.told_sent, name="told-sent"),
    path("told/<str:token>/answer/", told.answer, name="told-answer"),
    path("told/<str:token>/confirm/", told.confirm, name="told-confirm"),
    path("told/<str:token>/add/", after.AddEvidence.as_view(), name="told-add"),
    path("told/<str:token>/back/", after.ItIsBack.as_view(), name="told-back"),
    path("told/<str:token>/consents/", after.ChangeConsents.as_view(), name="told-consents"),
    path("told/<str:token>/follow/", after.told_following, name="told-follow"),
    path("told/<str:token>/withdraw/", told.withdraw, name="told-withdraw"),
]
