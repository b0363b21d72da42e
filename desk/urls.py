from django.contrib import admin
from django.urls import path

from articles import converters  # noqa: F401  registers "article_id"

from . import forms, rights, views
from .correcting import CorrectForm

app_name = "desk"

VERBS = {
    "publish": forms.PublishForm,
    "schedule": forms.ScheduleForm,
    "reschedule": forms.RescheduleForm,
    "cancel": forms.CancelForm,
    "correct": CorrectForm,
    "withdraw": forms.WithdrawForm,
    "kill": forms.KillForm,
    "restore": forms.RestoreForm,
}

urlpatterns = [
    path("rights/", admin.site.admin_view(rights.page), name="rights"),
    *(
        path(
            f"stories/<article_id:article_id>/{name}/",
            admin.site.admin_view(views.act),
            {"form_class": form_class},
            name=name,
        )
        for name, form_class in VERBS.items()
    ),
]
