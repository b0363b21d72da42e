from django.urls import register_converter


class ArticleId:
    """The id in a story's address. More digits than a 64-bit key can have are no id of ours: 404, not an overflow."""

    regex = "[0-9]{1,18}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


class FeedKind:
    """The last part of a feed's address says in which of the three formats it is wanted."""

    regex = r"rss\.xml|atom\.xml|feed\.json"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class _Digits:
    """A part of a date, with its zeros: each day has one address."""

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


class Year(_Digits):
    regex = "1[6-9][0-9]{2}|2[0-9]{3}"  # since there are newspapers


class TwoDigits(_Digits):
    regex = "[0-9]{2}"


register_converter(ArticleId, "article_id")
register_converter(Year, "yyyy")
register_converter(TwoDigits, "two_digits")
register_converter(FeedKind, "feed")
