from django.shortcuts import render
from django.utils.translation import get_language

from .showing import Home


def home(request):
    """What editors arranged, then opinion, the newest of each section, most read and corrections. Eight queries."""
    return home_page(request, Home(get_language(), request.at))


def home_page(request, home, template="frontpage/home.html", **more):
    """The page of `home`: as readers see it, or as they would. `more` is for the template."""
    context = {"home": home, "sections": home.sections, "at": home.at} | more
    return render(request, template, context)
