"""The contact page, in each language; `urls` has what is of no language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "contact"

urlpatterns = [
    path("contact/", views.contact, name="write"),
    path(_("contact/sent/"), views.sent, name="sent"),
]
