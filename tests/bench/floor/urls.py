"""One page: thirty rows for somebody who is signed in."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import path

from tests.bench.floor.models import Row


@login_required
def rows(request):
    """Session, user and rows: three statements."""
    return render(request, "floor/rows.html", {"rows": Row.objects.order_by("at")[:30]})


urlpatterns = [path("", rows)]
