from django.contrib import admin
from django_tasks_db.models import DBTaskResult

# The queue is machinery: `manage.py make_renditions` and the log say what an administrator needs to know of it.
admin.site.unregister(DBTaskResult)
