import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Edition
from authors.models import Author

from .models import Message

Topic = Message.Topic
AUTHOR = "author:"  # before the slug, among the choices of whom one writes to
NOT_ANSWERED = _("Please say whom you write to.")


def line(most, name, label, missing, **attrs):
    """A field of one line. `name` is what browsers know it by, so that they can fill it in."""
    attrs |= {"autocomplete": name} if name else {}
    return forms.CharField(
        label=label, max_length=most, widget=forms.TextInput(attrs=attrs), error_messages={"required": missing}
    )


class ContactForm(forms.Form):
    """What a reader writes, to whom, and about which story. Two queries: the authors, and the story if there is one."""

    to = forms.ChoiceField(label=_("To"), error_messages={"required": NOT_ANSWERED, "invalid_choice": NOT_ANSWERED})
    name = line(120, "name", _("Your name"), _("Please give your name."))
    email = forms.EmailField(
        label=_("Your e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Please give your e-mail address: without it nobody can answer you."),
            "invalid": _("This does not look like an e-mail address. It should be like name@example.org."),
        },
    )
    subject = line(150, "", _("Subject"), _("Please give a subject, in a few words."))
    text = forms.CharField(
        label=_("Your message"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": _("Please write your message.")},
    )
    # People don't see it; what fills in every field of every form does.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    article = forms.IntegerField(required=False, widget=forms.HiddenInput)
    sending = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, at, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        self.at = at
        self.authors = {author.slug: author for author in Author.objects.reachable()}
        names = [(AUTHOR + slug, author.display_name) for slug, author in self.authors.items()]
        topics = [(topic.value, topic.label) for topic in Topic if topic != Topic.AUTHOR]
        self.fields["to"].choices = [*topics, (_("To an author"), names)] if names else topics
        self.fields["sending"].initial = uuid.uuid4

    # What is shown

    @property
    def author(self):
        """The author whom it is for so far, or None."""
        return self.authors.get(str(self["to"].value() or "").removeprefix(AUTHOR))

    @property
    def for_partners(self):
        return self["to"].value() in {Topic.SPONSORED, Topic.PARTNERSHIP}

    @property
    def story(self):
        """What readers see of the story that it is about, or None."""
        number = _number(self["article"].value())
        return number and Edition.objects.live(self.at).for_cards().filter(article=number).first()

    @property
    def lines(self):
        """The fields that people fill in."""
        return [self[name] for name in ("to", "name", "email", "subject", "text")]

    # What was sent

    def clean_subject(self):
        """A line break would make another header of the e-mail."""
        return " ".join(self.cleaned_data["subject"].split())

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_text(self):
        """Browsers send line ends of their own."""
        return "\n".join(self.cleaned_data["text"].splitlines())

    def clean_website(self):
        """A password manager may have filled it in for somebody: nothing is thrown away, the form asks again."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("This field has to stay empty. Please empty it and send your message again."))
        return ""

    def values(self):
        """What a `Message` keeps of it. One query where it is about a story."""
        said = {name: self.cleaned_data[name] for name in ("name", "email", "subject", "text")}
        to = self.cleaned_data["to"]
        author = self.authors[to.removeprefix(AUTHOR)] if to.startswith(AUTHOR) else None
        return said | {"topic": Topic.AUTHOR if author else to, "author": author, "article": self._article()}

    def _article(self):
        """Also a story that went offline meanwhile; none that readers never saw."""
        number = _number(self.cleaned_data["article"])
        seen = Edition.objects.started(self.at).filter(article=number).values("article")
        return Article.objects.filter(pk__in=seen).first() if number else None


def _number(value):
    """A story's number, or None for what can't be one."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def initial_of(query):
    """What an address such as `?auteur=slug`, `?topic=sponsored` or `?article=12` fills in before."""
    topic = query.get("topic")
    if "auteur" in query:
        topic = AUTHOR + query["auteur"]
    return {"to": topic or Topic.NEWSROOM, "article": _number(query.get("article"))}
