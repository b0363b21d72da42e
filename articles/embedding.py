"""How what is embedded is called, in the language of who reads."""

from django.utils.translation import gettext_lazy as _

from .prose import providers

# By its shape: what it is called, and what the button says that asks for it.
CALLED = {
    providers.VIDEO: (_("%(provider)s video"), _("Play the video")),
    providers.UPRIGHT: (_("%(provider)s video"), _("Play the video")),
    providers.POST: (_("Post on %(provider)s"), _("Show the post")),
    providers.AUDIO: (_("Playlist on %(provider)s"), _("Listen")),
    providers.SONG: (_("Recording on %(provider)s"), _("Listen")),
    providers.CHART: (_("%(provider)s chart"), _("Show the chart")),
    providers.MAP: (_("%(provider)s map"), _("Show the map")),
}


def name_of(embed):
    """«Vidéo YouTube»"""
    return CALLED[embed.ratio][0] % {"provider": embed.title}


def button_of(embed):
    """«Lire la vidéo»"""
    return CALLED[embed.ratio][1]
