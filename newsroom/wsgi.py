import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

django = get_wsgi_application()  # first: what follows needs the apps

from readership.first import readers_first  # noqa: E402

application = readers_first(django)
