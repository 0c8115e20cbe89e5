"""The way in for web servers: ``gunicorn ipc.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipc.settings")

application = get_wsgi_application()
