from django.urls import path

from . import views

app_name = "masthead"

urlpatterns = [path("pages/<slug:slug>/", views.page, name="page")]
