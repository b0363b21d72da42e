from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator, validate_email
from django.db import models
from django.db.models.functions import Mod
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

LARGE_PRIME = 7919


def default_language():
    """A function, so that migrations don't depend on the setting."""
    return settings.LANGUAGE_CODE


def validate_notice(text):
    """A notice may hold `{date}` and no other placeholder."""
    if "{" in text.replace("{date}", ""):
        raise ValidationError(_("The only placeholder that may be used here is {date}."))


def validate_addresses(text):
    """Web addresses, one a line."""
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            URLValidator(schemes=["http", "https"])(line)
        except ValidationError:
            raise ValidationError(_("“%(line)s” is not a web address."), params={"line": line}) from None


def validate_security_contact(text):
    """An e-mail address, or a web address that can't be listened to."""
    check = URLValidator(schemes=["https"]) if "://" in text else validate_email
    try:
        check(text)
    except ValidationError:
        raise ValidationError(_("Give an e-mail address, or one that starts with https://.")) from None


class MastheadQuerySet(models.QuerySet):
    def with_quote(self, turn):
        """The masthead with one press quote, in the same query; the number `turn` decides which."""
        return self.with_quote_at(self.quote_step(turn), get_language())

    @staticmethod
    def quote_step(turn):
        return turn % LARGE_PRIME * 31

    def with_quote_at(self, step, language):
        quotes = PressQuote.objects.filter(masthead=models.OuterRef("pk")).order_by(
            models.Case(models.When(language=language, then=0), default=1),
            Mod(models.F("pk") * LARGE_PRIME + step, 97),
            "pk",
        )
        return self.annotate(
            **{f"quote_{name}": models.Subquery(quotes.values(name)[:1]) for name in ("text", "author", "url")}
        )

    def current(self):
        """The one row, or an unsaved one with its defaults in a newsroom that has not been set up. One query."""
        return self.first() or Masthead()


class Masthead(models.Model):
    """The publication itself. One row; texts that readers see have an English version."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("name"), max_length=120, default="Marbre")
    motto = models.CharField(_("motto"), max_length=200, blank=True)
    motto_en = models.CharField(_("motto in English"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=default_language)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    about = models.TextField(_("about"), blank=True)
    about_en = models.TextField(_("about, in English"), blank=True)
    ethics_policy = models.TextField(_("ethics policy"), blank=True)
    ethics_policy_en = models.TextField(_("ethics policy in English"), blank=True)
    corrections_policy = models.TextField(_("corrections policy"), blank=True)
    corrections_policy_en = models.TextField(_("corrections policy in English"), blank=True)
    contact_email = models.EmailField(_("e-mail of the newsroom"), blank=True)
    partnership = models.TextField(_("line about sponsored publication and partnerships"), blank=True)
    partnership_en = models.TextField(_("line about sponsored publication and partnerships, in English"), blank=True)
    partnership_email = models.EmailField(_("e-mail for partnerships"), blank=True)
    freshness_notice = models.TextField(
        _("freshness notice"),
        blank=True,
        validators=[validate_notice],
        help_text=_("Shown on every story; {date} is replaced. Empty: the usual sentence."),
    )
    freshness_notice_en = models.TextField(_("freshness notice in English"), blank=True, validators=[validate_notice])
    age_warning_days = models.PositiveIntegerField(
        _("age warning after"), default=365, help_text=_("In days. 0: no age warning.")
    )

    public_versions = models.BooleanField(
        _("public versions of stories"),
        default=True,
        help_text=_("Readers can look at each edition of a story, and at what changed between two."),
    )

    # How the site is found
    feeds_full_text = models.BooleanField(
        _("full text in feeds"), default=False, help_text=_("Otherwise feeds give each story’s standfirst.")
    )
    websub_hub = models.URLField(
        _("WebSub hub"),
        max_length=300,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Told of each new edition, so that it pushes the feeds."),
    )
    indexnow_key = models.CharField(
        _("IndexNow key"),
        max_length=128,
        blank=True,
        validators=[RegexValidator(r"^[A-Za-z0-9-]{8,128}\Z", _("A key has 8 to 128 letters, digits and hyphens."))],
        help_text=_("With a key, search engines that take part are told of each new edition. Empty: none is."),
    )
    profiles = models.TextField(
        _("profiles elsewhere"),
        blank=True,
        validators=[validate_addresses],
        help_text=_("Addresses of the publication on social networks, one a line."),
    )
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True, help_text=_("A year."))
    ads_txt = models.TextField(
        _("ads.txt"), blank=True, help_text=_("Who may sell advertising here. Empty: the file says that nobody may.")
    )
    robots_txt = models.TextField(
        _("more rules for robots"), blank=True, help_text=_("Added to robots.txt, for instance to turn crawlers away.")
    )
    security_contact = models.CharField(
        _("contact for security reports"),
        max_length=300,
        blank=True,
        validators=[validate_security_contact],
        help_text=_("An e-mail address, or one that starts with https://. Empty: the newsroom’s e-mail."),
    )
    security_policy = models.URLField(_("address of the security policy"), max_length=300, blank=True)

    # {rule: level} of `masthead.gate`, only what differs from the usual levels
    gate = models.JSONField(_("publish gate"), default=dict, blank=True)
    # `pages.put_in_footer` keeps both.
    footer = models.JSONField(default=dict, blank=True, editable=False)  # {language: [{"title", "address"}]}
    policies = models.JSONField(default=dict, blank=True, editable=False)  # {language: {purpose: address of the page}}

    objects = MastheadQuerySet.as_manager()

    class Meta:
        verbose_name = _("masthead")
        verbose_name_plural = _("masthead")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="masthead_one_row")]

    def __str__(self):
        return self.name

    def text(self, name):
        """A text in the reader's language, or in the newsroom's where it has no translation."""
        return (get_language() == "en" and getattr(self, f"{name}_en")) or getattr(self, name)

    @property
    def policy_pages(self):
        """The addresses of the pages that hold a policy, by their purpose, in the reader's language. No query."""
        return self.policies.get(get_language(), {})

    @property
    def profile_list(self):
        return [line.strip() for line in self.profiles.splitlines() if line.strip()]


class Purpose(models.TextChoices):
    """What search engines and the footer know a page for."""

    ABOUT = "about", _("who we are")
    ETHICS = "ethics", _("ethics policy")
    CORRECTIONS = "corrections", _("corrections policy")
    LEGAL = "legal", _("legal notice")
    PRIVACY = "privacy", _("privacy")


class Page(models.Model):
    """A page that hardly ever changes: about, legal, a policy. In one language, at an address of its own."""

    Purpose = Purpose

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=default_language)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)  # cleaned as that of a story
    in_footer = models.BooleanField(_("in the footer"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in the footer."))
    purpose = models.CharField(
        _("holds"),
        max_length=20,
        choices=Purpose,
        blank=True,
        help_text=_("Search engines are led to it, and it takes the place of the masthead’s own text in the footer."),
    )
    translation_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="translated",
        verbose_name=_("translation of"),
        help_text=_("The same page in another language: each leads to the other."),
    )

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["language", "position", "title"]
        constraints = [
            models.UniqueConstraint(fields=["language", "slug"], name="page_slug_unique"),
            models.UniqueConstraint(
                fields=["language", "purpose"],
                condition=~models.Q(purpose=""),
                name="page_purpose_unique",
                violation_error_message=_("Another page of this language holds that already."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        with override(self.language):
            return reverse("masthead:page", args=[self.slug])

    def clean(self):
        if self.translation_of and self.translation_of.language == self.language:
            raise ValidationError({"translation_of": _("A translation is in another language.")})

    def translations(self):
        """The same page in other languages, whichever was written first. One query."""
        first = self.translation_of_id or self.pk
        known = Page.objects.filter(models.Q(pk=first) | models.Q(translation_of=first))
        return known.exclude(language=self.language).order_by("language", "pk")


class PressQuote(models.Model):
    """What others wrote about us; one is shown under each story."""

    masthead = models.ForeignKey(Masthead, models.CASCADE, default=1, related_name="press_quotes")
    text = models.TextField(_("text"))
    author = models.CharField(_("author"), max_length=200)
    url = models.URLField(_("address"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=default_language)

    class Meta:
        verbose_name = _("press quote")
        verbose_name_plural = _("press quotes")

    def __str__(self):
        return f"{self.text[:60]} — {self.author}"
