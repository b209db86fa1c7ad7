"""Makes the floor's table and somebody signed in; prints the session as JSON."""

import datetime
import json

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.bench.floor.models import Row  # noqa: E402
from tests.bench.sessions import sessions_for  # noqa: E402

call_command("migrate", run_syncdb=True, verbosity=0)
user = get_user_model().objects.create_user("somebody")
now = timezone.now()
Row.objects.bulk_create(
    Row(title=f"Meeting number {n} of the list", place="Netherfield", at=now + datetime.timedelta(hours=n))
    for n in range(2000)
)
print(json.dumps({"session": sessions_for([user])[0]}))
