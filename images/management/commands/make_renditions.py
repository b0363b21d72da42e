from django.core.management.base import BaseCommand

from images import rendering
from images.models import MOST_TRIES, Image
from images.tasks import order_unfinished


class Command(BaseCommand):
    help = "Have the missing renditions of pictures made by the worker, or make them here and now."

    def add_arguments(self, parser):
        parser.add_argument("--now", action="store_true", help="Make them in this process, without a worker.")
        parser.add_argument("--again", action="store_true", help="Also those that failed too often.")

    def handle(self, *, now, again, **options):
        unfinished = Image.objects.unfinished()
        if again:
            unfinished.filter(tries__gt=0).update(tries=0)
        given_up = unfinished.filter(tries__gte=MOST_TRIES).count()
        count, verb = (self._make(unfinished), "made") if now else (order_unfinished(), "ordered")
        self.stdout.write(f"Renditions were {verb} for {count} pictures; {given_up} were given up before (--again).")

    def _make(self, pictures):
        done = 0
        for pk in list(pictures.values_list("pk", flat=True)):
            try:
                rendering.render(pk)
                done += 1
            except Exception as error:  # logged where it happened; it must not stop the others
                self.stderr.write(f"Picture {pk}: {error}")
        return done
