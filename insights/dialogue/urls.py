"""Addresses of this room."""

from django.urls import path

from insights.dialogue.views import areas, hours, months, notes, readers

urlpatterns = [
    path("dialogue/", notes.NoteListView.as_view(), name="dialogue-list"),
    path("dialogue/new/", notes.NoteCreateView.as_view(), name="dialogue-new"),
    path("dialogue/<int:pk>/edit/", notes.NoteEditView.as_view(), name="dialogue-edit"),
    path("dialogue/<int:pk>/voice/", notes.NoteVoiceView.as_view(), name="dialogue-voice"),
    path("dialogue/<int:pk>/promise/", notes.promise, name="dialogue-promise"),
    path("dialogue/time/", hours.TimeView.as_view(), name="dialogue-time"),
    path("dialogue/time/<int:pk>/take-out/", hours.take_out, name="dialogue-time-out"),
    path("dialogue/time.csv", hours.time_csv, name="dialogue-time-csv"),
    path("dialogue/areas/", areas.AreasView.as_view(), name="dialogue-areas"),
    path("dialogue/areas/<slug:code>/", areas.AreaView.as_view(), name="dialogue-area"),
    path("dialogue/areas/<slug:code>/card/", areas.AreaCardView.as_view(), name="dialogue-card"),
    path("dialogue/months/", months.MonthListView.as_view(), name="month-list"),
    path("dialogue/months/<int:pk>/", months.MonthDetailView.as_view(), name="month-detail"),
    path("dialogue/months/<int:pk>/words/", months.MonthWordsView.as_view(), name="month-words"),
    path("dialogue/months/<int:pk>/need/", months.MonthNeedView.as_view(), name="month-need-new"),
    path("dialogue/months/<int:pk>/need/<int:need>/", months.MonthNeedView.as_view(), name="month-need"),
    path("dialogue/months/<int:pk>/hand-in/", months.month_hand_in, name="month-hand-in"),
    path("dialogue/months/<int:pk>/approve/", months.month_approve, name="month-approve"),
    path("dialogue/months/<int:pk>/changes/", months.MonthChangesView.as_view(), name="month-changes"),
    path("dialogue/months/<int:pk>/correct/", months.MonthCorrectView.as_view(), name="month-correct"),
    path("dialogue/months/<int:pk>/report.pdf", months.month_pdf, name="month-pdf"),
    path("dialogue/reports/<str:token>/", readers.AreaReport.as_view(), name="area-report"),
    path("dialogue/reports/<str:token>/report.pdf", readers.area_report_pdf, name="area-report-pdf"),
    path("dialogue/reports/<str:token>/needs/<int:need>/", readers.AnswerNeed.as_view(), name="area-report-need"),
]
