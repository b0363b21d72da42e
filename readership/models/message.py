import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from authors.models import Author

SEE, HANDLE, DELETE = "readership.view_message", "readership.handle_message", "readership.delete_message"


@dataclass(frozen=True)
class Messages:
    """A few messages, and whether there are more of the kind."""

    shown: list
    more: bool

    def __iter__(self):
        return iter(self.shown)

    def __len__(self):
        return len(self.shown)


class MessageQuerySet(models.QuerySet):
    def seen_by(self, user):
        """All for those who handle them; for the others, what was written to them as an author. No query by itself."""
        if user.has_perm(HANDLE):
            return self
        return self.filter(author__user=user) if user.has_perm(SEE) else self.none()

    def open(self):
        """Those that nobody has handled yet."""
        return self.filter(handled_at=None)

    def set_handled(self, handled, *, at, by):
        """Note that these are handled, or are to be handled again. How many of them were not so; they lose nothing."""
        others = self.filter(handled_at__isnull=handled)
        return others.update(handled_at=at if handled else None, handled_by=by if handled else None)

    def unmailed(self):
        return self.filter(mailed_at=None)

    def open_first(self):
        """Those that wait, the newest first; then the others, those that were handled last first."""
        return self.order_by(F("handled_at").desc(nulls_first=True), "-received_at", "-pk")

    def newest(self, user, at, limit):
        """The newest of what waits for `user` at `at`. One query, besides that of the person's rights."""
        mine = self.seen_by(user).open().filter(received_at__lte=at).select_related("author", "article")
        light = mine.defer("text", "article__body").order_by("-received_at", "-pk")
        found = list(light[: limit + 1])
        return Messages(found[:limit], len(found) > limit)


class Message(models.Model):
    """What a reader wrote on the contact page. It is stored before anything else is done with it."""

    class Topic(models.TextChoices):
        NEWSROOM = "newsroom", _("The newsroom")
        CORRECTION = "correction", _("A mistake in a story")
        AUTHOR = "author", _("An author")
        SPONSORED = "sponsored", _("Sponsored publication")
        PARTNERSHIP = "partnership", _("Partnership")

    sending = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # a form sent twice is one message
    topic = models.CharField(_("about"), max_length=12, choices=Topic, default=Topic.NEWSROOM)
    author = models.ForeignKey(
        Author, models.SET_NULL, null=True, blank=True, related_name="messages", verbose_name=_("to")
    )
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="messages", verbose_name=_("story")
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("message"), max_length=10_000)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    received_at = models.DateTimeField(_("received"))
    mailed_at = models.DateTimeField(_("sent on by e-mail"), null=True, blank=True, editable=False)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("handled by"),
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        default_permissions = ["view", "delete"]
        permissions = [("handle_message", "Can see and handle every message")]
        indexes = [
            # `newest`, on the newsroom's first page: a few of what waits, however much was handled
            models.Index(fields=["-received_at"], condition=Q(handled_at=None), name="message_open"),
            # `unmailed`, for `send_messages`: nearly always none
            models.Index(fields=["received_at"], condition=Q(mailed_at=None), name="message_unmailed"),
        ]

    def __str__(self):
        return self.subject

    @property
    def addressee(self):
        """To whom, in words: the author's name, or what it is about."""
        return self.author.display_name if self.author else self.get_topic_display()

    @property
    def admin_address(self):
        return reverse("admin:readership_message_change", args=[self.pk])

    @property
    def handled(self):
        return self.handled_at is not None


class Arrival(models.Model):
    """That something was sent from somewhere, for an hour: what keeps a machine from filling the table of messages.

    `origin` is a keyed hash whose key is another one every day. The network address itself is not kept.
    """

    origin = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        # The counts of `throttling`, and what it deletes after an hour.
        indexes = [models.Index(fields=["at", "origin"], name="arrival_at")]

    def __str__(self):
        return f"{self.at:%H:%M}"
