"""WSGI entry point of the web processes."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camk.settings")
application = get_wsgi_application()

from camk.checks import refuse_demo_database  # noqa: E402 - needs the apps loaded above

refuse_demo_database()
