"""The ways through the admin that stand above each of its pages: what a newsroom opens all day, and the rest."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.permissions import PUBLISH, VIEW

ARRANGE = "frontpage.arrange_front"
MAIN = [("articles", "Article"), "desk:calendar", ("images", "Image"), ("authors", "Author")]


@dataclass(frozen=True)
class Way:
    name: str
    address: str
    current: str  # for aria-current: "page", "true" for what stands below it, or empty


class Ways:
    """Those of one person on one page, from the admin's own list of what may be opened. No query of its own."""

    def __init__(self, request, apps):
        self.user, self.path = request.user, request.path
        self.models = {
            (app["app_label"], model["object_name"]): self._way(model["name"], model["admin_url"])
            for app in apps
            for model in app["models"]
            if model["admin_url"]
        }

    @property
    def main(self):
        """Stories, calendar, pictures, authors: those of them that this person may open."""
        ways = (self._calendar if name == "desk:calendar" else self.models.get(name) for name in MAIN)
        return [way for way in ways if way]

    @property
    def rest(self):
        ways = [way for name, way in self.models.items() if name not in MAIN]
        if self.user.has_perm(ARRANGE):
            ways.append(self._way(_("Fronts"), reverse("fronts:index")))
        if self.user.has_perm(PUBLISH):
            ways.append(self._way(_("Pictures to replace"), reverse("desk:rights")))
        if self.user.has_perm(VIEW):
            ways.append(self._way(_("Design of the readers’ pages"), reverse("desk:design")))
        return sorted(ways, key=lambda way: way.name)

    @property
    def search(self):
        """Where stories are searched; None on the list of stories, which has a field of its own."""
        stories = self.models.get(("articles", "Article"))
        return stories.address if stories and stories.current != "page" else None

    @property
    def _calendar(self):
        return self._way(_("Calendar"), reverse("desk:calendar")) if self.user.has_perm(VIEW) else None

    def _way(self, name, address):
        current = "page" if self.path == address else "true" if self.path.startswith(address) else ""
        return Way(str(name), address, current)
