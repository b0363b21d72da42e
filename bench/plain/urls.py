from django.urls import path

from . import views

urlpatterns = [
    path("ready/", views.ready),
    path("tags/<slug:slug>/", views.ready, name="tag"),
    path("authors/<slug:slug>/", views.ready, name="author"),
    path("<slug:slug>/", views.ready, name="section"),
    path("<slug:section>/<slug:slug>/", views.article, name="article"),
    path("", views.ready, name="home"),
]
