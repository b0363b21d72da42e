"""RSS 2.0, Atom and JSON Feed 1.1, each with what Django's own feeds leave out: full text, pictures, authors, a hub.

An item has `people` ([(name, address)]), `picture` ({"url", "text", "credit"} or None), `content` (HTML, or empty),
`language`, and `summary`: its description as plain text, where `description` is HTML.
"""

import json
import mimetypes

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date

MEDIA, CONTENT = "http://search.yahoo.com/mrss/", "http://purl.org/rss/1.0/modules/content/"
CREATOR = "http://purl.org/dc/elements/1.1/"


def media_type(address):
    return mimetypes.guess_type(address)[0] or "image/webp"


class Rss(Rss201rev2Feed):
    def rss_attributes(self):
        names = {"xmlns:media": MEDIA, "xmlns:content": CONTENT, "xmlns:dc": CREATOR}
        return super().rss_attributes() | names

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": self.feed["hub"]})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name, _address in item["people"]:
            handler.addQuickElement("dc:creator", name)
        if item["updateddate"]:
            handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])
        if item["picture"]:
            self._add_picture(handler, item["picture"])

    def _add_picture(self, handler, picture):
        attributes = {"url": picture["url"], "type": media_type(picture["url"]), "medium": "image"}
        handler.startElement("media:content", attributes)
        if picture["text"]:
            handler.addQuickElement("media:description", picture["text"], {"type": "plain"})
        if picture["credit"]:
            handler.addQuickElement("media:credit", picture["credit"])
        handler.endElement("media:content")


class Atom(Atom1Feed):
    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("link", "", {"rel": "hub", "href": self.feed["hub"]})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name, address in item["people"]:
            self._add_person(handler, name, address)
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})
        if item["picture"]:
            url = item["picture"]["url"]
            handler.addQuickElement("link", "", {"rel": "enclosure", "href": url, "type": media_type(url)})

    def _add_person(self, handler, name, address):
        handler.startElement("author", {})
        handler.addQuickElement("name", name)
        handler.addQuickElement("uri", address)
        handler.endElement("author")


class JsonFeed(SyndicationFeed):
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        """`outfile` takes text: that of `writeString`."""
        json.dump(self._top(), outfile, ensure_ascii=False)

    def _top(self):
        feed = self.feed
        top = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["description"],
            "language": feed["language"],
            "hubs": [{"type": "WebSub", "url": feed["hub"]}] if feed["hub"] else None,
        }
        return _without_empty(top) | {"items": [self._item(item) for item in self.items]}

    def _item(self, item):
        text = {"content_html": item["content"]} if item["content"] else {"content_text": item["summary"]}
        return (
            _without_empty(
                {
                    "id": item["unique_id"],
                    "url": item["link"],
                    "title": item["title"],
                    "summary": item["summary"],
                    "image": item["picture"] and item["picture"]["url"],
                    "date_published": rfc3339_date(item["pubdate"]),
                    "date_modified": rfc3339_date(item["updateddate"]),
                    "authors": [{"name": name, "url": address} for name, address in item["people"]],
                    "tags": list(item["categories"]),
                    "language": item["language"],
                }
            )
            | text
        )


def _without_empty(values):
    return {name: value for name, value in values.items() if value not in (None, "", [])}


FORMATS = {"rss.xml": Rss, "atom.xml": Atom, "feed.json": JsonFeed}
