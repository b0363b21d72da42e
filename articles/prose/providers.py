"""What may be embedded, by its address: the allow-list of providers, and how each is framed once a reader asks for it.

An address is stored in its one canonical form: https, without tracking, with the start of a video. Nothing here
contacts anybody.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

LONGEST = 600  # characters of an address
MOST_ZOOMED = 19
TILE = 256  # pixels; a map of zoom 0 is one tile
MAP_SHOWN = (640, 400)  # pixels

VIDEO, UPRIGHT, POST, AUDIO, SONG, CHART, MAP = "video", "upright", "post", "audio", "song", "chart", "map"

# Any server may call itself Mastodon: these are known, and what frames may show is a list too.
MASTODON = """
    mastodon.social mastodon.online mastodon.world mstdn.social mas.to mastodon.art mastodon.green mastodon.scot
    mastodon.cloud mastodon.xyz mastodon.nl mastodon.ie mastodon.uno mastodon.top mastodon.zaclys.com mamot.fr
    piaille.fr framapiaf.org pouet.chapril.org masto.bike toot.aquilenet.fr social.numerique.gouv.fr oc.todon.fr
    tooter.social eldritch.cafe boitam.eu mastodon.bzh hostux.social journa.host newsie.social social.network.europa.eu
    fosstodon.org ec.social-network.europa.eu hachyderm.io mstdn.ca mstdn.science scholar.social sciences.social
    infosec.exchange techhub.social universeodon.com troet.cafe chaos.social norden.social det.social social.vivaldi.net
    toot.community toot.wales tkz.one masto.ai indieweb.social mathstodon.xyz octodon.social kolektiva.social
    climatejustice.social fediscience.org
"""


@dataclass(frozen=True)
class Embed:
    """What an address shows: `url` leads there, `frame_url` shows it within a page, in the shape of its `ratio`."""

    provider: str
    title: str
    url: str
    frame_url: str
    ratio: str

    @property
    def frame_host(self):
        return urlsplit(self.frame_url).hostname


@dataclass(frozen=True)
class Provider:
    """`read` takes the parts of an address on one of `hosts`, and returns url, frame_url and ratio, or None."""

    key: str
    title: str
    hosts: frozenset
    read: Callable[[SplitResult], tuple[str, str, str] | None]


def recognise(address):
    """The Embed that an address stands for, or None where its provider is unknown or it shows no single thing."""
    try:
        parts = _parts(address)
        provider = BY_HOST.get(parts.hostname or "") if parts else None
        found = provider.read(parts) if provider else None
    except ValueError:  # no address at all, or numbers that no map has
        return None
    return Embed(provider.key, provider.title, *found) if found else None


def _parts(address):
    address = address.strip()
    if len(address) > LONGEST or not address.isascii() or re.search(r"[\s\\\"'<>`]", address):
        return None
    if not re.match(r"[a-z]+:", address, re.IGNORECASE):
        address = f"https://{address.removeprefix('//')}"
    parts = urlsplit(address)
    plain = parts.scheme in {"http", "https"} and not parts.username and parts.port in {None, 80, 443}
    return parts if plain else None


def _matched(pattern, path):
    found = re.fullmatch(pattern, path.rstrip("/") or "/")
    return found.groups() if found else None


def _parameter(parts, name, pattern):
    value = parse_qs(parts.query).get(name, [""])[0]
    return value if re.fullmatch(pattern, value) else ""


def _seconds(text):
    """«1h2m3s», «90s» and «90» as seconds; 0 for anything else."""
    found = re.fullmatch(r"(?:([0-9]{1,2})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,6})s?)?", text)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


def _start(parts, *names):
    return next((seconds for name in names if (seconds := _seconds(_parameter(parts, name, r"\w{1,12}")))), 0)


def _youtube(parts):
    pattern = r"/([\w-]{11})" if parts.hostname == "youtu.be" else r"/(?:embed|shorts|live|v)/([\w-]{11})"
    found = _matched(pattern, parts.path)
    video = found[0] if found else _parameter(parts, "v", r"[\w-]{11}") if parts.path == "/watch" else ""
    if not video:
        return None
    start = _start(parts, "t", "start")
    frame = f"https://www.youtube-nocookie.com/embed/{video}?autoplay=1&rel=0" + (f"&start={start}" if start else "")
    if parts.path.startswith("/shorts/"):
        return f"https://www.youtube.com/shorts/{video}", frame, UPRIGHT
    return f"https://www.youtube.com/watch?v={video}" + (f"&t={start}s" if start else ""), frame, VIDEO


def _vimeo(parts):
    found = _matched(
        r"(?:/(?:video|channels/[\w-]+|groups/[\w-]+/videos))?/([0-9]{5,12})(?:/([0-9a-f]{8,12}))?", parts.path
    )
    if not found:
        return None
    video, secret = found[0], found[1] or _parameter(parts, "h", r"[0-9a-f]{8,12}")
    start = _seconds(parts.fragment.removeprefix("t=")) if parts.fragment.startswith("t=") else 0
    after = f"#t={start}s" if start else ""
    url = f"https://vimeo.com/{video}" + (f"/{secret}" if secret else "") + after
    hidden = f"&h={secret}" if secret else ""
    return url, f"https://player.vimeo.com/video/{video}?dnt=1&autoplay=1{hidden}{after}", VIDEO


def _dailymotion(parts):
    pattern = r"/([a-z0-9]{5,9})" if parts.hostname == "dai.ly" else r"(?:/embed)?/video/([a-z0-9]{5,9})(?:_.*)?"
    found = _matched(pattern, parts.path)
    video = found[0] if found else _parameter(parts, "video", r"[a-z0-9]{5,9}")
    if not video:
        return None
    start = _start(parts, "start", "startTime")
    url = f"https://www.dailymotion.com/video/{video}" + (f"?start={start}" if start else "")
    frame = f"https://geo.dailymotion.com/player.html?video={video}" + (f"&startTime={start}" if start else "")
    return url, frame, VIDEO


def _x(parts):
    found = _matched(r"/(\w{1,20}|i/web)/status(?:es)?/([0-9]{1,20})(?:/(?:photo|video)/[0-9])?", parts.path)
    if not found:
        return None
    name, post = found
    return (
        f"https://x.com/{name}/status/{post}",
        f"https://platform.twitter.com/embed/Tweet.html?id={post}&dnt=true",
        POST,
    )


def _bluesky(parts):
    found = _matched(r"/profile/((?:did:(?:plc|web):)?[a-zA-Z0-9.-]{3,253})/post/([a-z0-9]{8,20})", parts.path)
    if not found:
        return None
    who, post = found
    frame = f"https://embed.bsky.app/embed/{who}/app.bsky.feed.post/{post}"
    return f"https://bsky.app/profile/{who}/post/{post}", frame, POST


def _mastodon(parts):
    found = _matched(r"/@(\w{1,40}(?:@[\w.-]{3,80})?)/([0-9]{5,24})(?:/embed)?", parts.path)
    found = found or _matched(r"/users/(\w{1,40})/statuses/([0-9]{5,24})", parts.path)
    if not found:
        return None
    url = f"https://{parts.hostname}/@{found[0]}/{found[1]}"
    return url, f"{url}/embed", POST


def _instagram(parts):
    found = _matched(r"/(?:[\w.]{1,30}/)?(p|reel|reels|tv)/([\w-]{5,40})(?:/embed(?:/captioned)?)?", parts.path)
    if not found:
        return None
    kind, post = found[0].replace("reels", "reel"), found[1]
    url = f"https://www.instagram.com/{kind}/{post}/"
    return url, f"{url}embed/captioned/", POST


def _tiktok(parts):
    found = _matched(r"/@([\w.]{1,30})/video/([0-9]{8,22})", parts.path)
    if not found:
        return None
    name, video = found
    return f"https://www.tiktok.com/@{name}/video/{video}", f"https://www.tiktok.com/player/v1/{video}", UPRIGHT


def _spotify(parts):
    pattern = r"(?:/intl-[a-z]{2})?(?:/embed)?/(track|album|artist|playlist|episode|show)/([a-zA-Z0-9]{22})"
    found = _matched(pattern, parts.path)
    if not found:
        return None
    path = "/".join(found)
    ratio = SONG if found[0] in {"track", "episode"} else AUDIO
    return f"https://open.spotify.com/{path}", f"https://open.spotify.com/embed/{path}", ratio


def _soundcloud(parts):
    if parts.hostname == "w.soundcloud.com":
        inner = urlsplit(_parameter(parts, "url", r"https://(?:www\.)?soundcloud\.com/\S+"))
        return _soundcloud(inner) if inner.hostname else None
    found = _matched(r"/([\w-]{2,60})/((?:sets/)?[\w-]{1,120})", parts.path)
    if not found:
        return None
    url = f"https://soundcloud.com/{found[0]}/{found[1]}"
    frame = f"https://w.soundcloud.com/player/?url={quote(url, safe='')}&visual=false&show_teaser=false"
    return url, frame, AUDIO if "/sets/" in url else SONG


def _datawrapper(parts):
    found = _matched(r"(?:/_)?/([a-zA-Z0-9]{5})(?:/[0-9]+)?(?:/index\.html)?", parts.path)
    url = f"https://datawrapper.dwcdn.net/{found[0]}/" if found else ""
    return (url, url, CHART) if found else None


def _openstreetmap(parts):
    place = _place(parts)
    if not place:
        return None
    zoom, latitude, longitude = place
    pin = _pin(parts)
    marker = "?mlat={}&mlon={}".format(*pin) if pin else ""
    url = f"https://www.openstreetmap.org/{marker}#map={zoom}/{latitude}/{longitude}"
    at = f"&marker={quote('{},{}'.format(*pin), safe='')}" if pin else ""
    box = quote(_box(zoom, float(latitude), float(longitude)), safe="")
    return url, f"https://www.openstreetmap.org/export/embed.html?bbox={box}&layer=mapnik{at}", MAP


DEGREES = r"-?[0-9]{1,3}(?:\.[0-9]{1,12})?"


def _place(parts):
    """Zoom, latitude and longitude of a map: as its address has them, or around its pin."""
    found = re.search(rf"(?:^|&)map=([0-9]{{1,2}})(?:\.[0-9]+)?/({DEGREES})/({DEGREES})", parts.fragment)
    if found:
        return _checked(min(int(found[1]), MOST_ZOOMED), found[2], found[3])
    pin = _pin(parts)
    return _checked(15, *pin) if pin else None


def _pin(parts):
    latitude, longitude = (_parameter(parts, name, DEGREES) for name in ("mlat", "mlon"))
    return _checked(0, latitude, longitude)[1:] if latitude and longitude else None


def _checked(zoom, latitude, longitude):
    north, east = float(latitude), float(longitude)
    if abs(north) > 85 or abs(east) > 180:
        raise ValueError("There is no map of that place.")
    return zoom, f"{north:.5f}", f"{east:.5f}"


def _box(zoom, latitude, longitude):
    """West, south, east and north of what a map of that zoom shows, in degrees."""
    degrees = 360 / (TILE * 2**zoom)
    width, height = MAP_SHOWN[0] * degrees / 2, MAP_SHOWN[1] * degrees / 2 * math.cos(math.radians(latitude))
    sides = (longitude - width, latitude - height, longitude + width, latitude + height)
    return ",".join(f"{side:.5f}" for side in sides)


def _provider(key, title, read, hosts):
    return Provider(key, title, frozenset(hosts.split()), read)


PROVIDERS = (
    _provider(
        "youtube", "YouTube", _youtube,
        "youtube.com www.youtube.com m.youtube.com music.youtube.com youtu.be youtube-nocookie.com "
        "www.youtube-nocookie.com",
    ),
    _provider("vimeo", "Vimeo", _vimeo, "vimeo.com www.vimeo.com player.vimeo.com"),
    _provider(
        "dailymotion", "Dailymotion", _dailymotion,
        "dailymotion.com www.dailymotion.com geo.dailymotion.com dai.ly",
    ),
    _provider("x", "X", _x, "x.com www.x.com mobile.x.com twitter.com www.twitter.com mobile.twitter.com"),
    _provider("bluesky", "Bluesky", _bluesky, "bsky.app www.bsky.app"),
    _provider("mastodon", "Mastodon", _mastodon, MASTODON),
    _provider("instagram", "Instagram", _instagram, "instagram.com www.instagram.com"),
    _provider("tiktok", "TikTok", _tiktok, "tiktok.com www.tiktok.com m.tiktok.com"),
    _provider("spotify", "Spotify", _spotify, "open.spotify.com play.spotify.com"),
    _provider(
        "soundcloud", "SoundCloud", _soundcloud,
        "soundcloud.com www.soundcloud.com m.soundcloud.com w.soundcloud.com",
    ),
    _provider("datawrapper", "Datawrapper", _datawrapper, "datawrapper.dwcdn.net datawrapper.de www.datawrapper.de"),
    _provider(
        "openstreetmap", "OpenStreetMap", _openstreetmap,
        "openstreetmap.org www.openstreetmap.org osm.org www.osm.org",
    ),
)  # fmt: skip
BY_HOST = {host: provider for provider in PROVIDERS for host in provider.hosts}
