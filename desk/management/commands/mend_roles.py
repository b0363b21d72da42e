from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from desk import roles


class Command(BaseCommand):
    help = "Give the roles' groups the rights that they are meant to have, and no others."

    def handle(self, **options):
        roles.install(apps)
        self.stdout.write(_("The roles have their rights."))
