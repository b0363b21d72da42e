import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

django = get_wsgi_application()  # first: what follows needs the apps

from django.conf import settings  # noqa: E402

from newsroom.readers.front import front  # noqa: E402
from newsroom.readers.present import present  # noqa: E402
from readership.first import readers_first  # noqa: E402

application = front(readers_first(django), present, settings.READER_CACHE_MB)

# What was made while starting stays: the collector need not look at it, nor run a dozen times while a page is drawn.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
