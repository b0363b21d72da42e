"""The page of the most read, in each language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "reads"

urlpatterns = [path(_("most-read/"), views.most_read_page, name="most_read")]
