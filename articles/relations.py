"""Who signs a story, its tags, what was picked to stand beside it, the pictures of its text: all in one query.

Every verb and every save asks for them; as querysets they would be four queries, and take ten times as long to write.
"""

from dataclasses import dataclass

from django.db import connection

# Each part with the order of its rows.
ASKED = """
    SELECT 1 AS part, position AS place, signed.id AS number, author_id, signed.role, display_name
    FROM articles_{bylines} signed JOIN authors_author author ON author.id = author_id WHERE {owner} = %s
    UNION ALL SELECT 2, 0, 0, tag_id, '', '' FROM articles_{tags} WHERE {tagged} = %s
    UNION ALL SELECT 3, position, id, other_id, '', '' FROM articles_{related} WHERE {owner} = %s
    UNION ALL SELECT 4, 0, id, image_id, '', '' FROM articles_{pictures} WHERE {owner} = %s
    ORDER BY 1, 2, 3
"""
OF_ARTICLE = ASKED.format(
    owner="article_id", tagged="content_object_id",
    bylines="byline", tags="articletag", related="relatedpick", pictures="articlepicture",
)  # fmt: skip
OF_EDITION = ASKED.format(
    owner="edition_id", tagged="edition_id",
    bylines="editionbyline", tags="editiontag", related="editionrelated", pictures="editionpicture",
)  # fmt: skip
KNOWN = {
    "tag": "SELECT 'tag', id, name FROM articles_tag WHERE id IN ({})",
    "author": "SELECT 'author', id, display_name FROM authors_author WHERE id IN ({})",
    "article": "SELECT 'article', id, '' FROM articles_article WHERE id IN ({})",
}


@dataclass(frozen=True)
class Relations:
    """Of an article or an edition, as plain values."""

    bylines: tuple[tuple[int, str], ...]  # author and role, in order
    tags: tuple[int, ...]  # sorted: their order means nothing
    related: tuple[int, ...]  # articles, in order
    pictures: tuple[int, ...]  # those that were noted of its text
    names: tuple[str, ...]  # of those who sign it, in order

    @property
    def of_content(self):
        """Those that `baking.Content` holds."""
        return {"bylines": self.bylines, "tags": self.tags, "related": self.related}


def relations_of(sql, number):
    """What is asked by `sql`, one of those above, of the article or edition of that number. One query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [number] * 4)
        rows = cursor.fetchall()
    signed = [row for row in rows if row[0] == 1]
    return Relations(
        bylines=tuple((row[3], row[4]) for row in signed),
        names=tuple(row[5] for row in signed),
        tags=tuple(sorted(row[3] for row in rows if row[0] == 2)),
        related=tuple(row[3] for row in rows if row[0] == 3),
        pictures=tuple(row[3] for row in rows if row[0] == 4),
    )


def known_of(content, links):
    """The names of its tags and of those who sign it, as a list, and which of the stories it leads to exist.

    One query for what an edition needs to know of others when it is made.
    """
    authors = dict.fromkeys(author for author, _role in content.bylines)
    parts = [part for part in (("tag", content.tags), ("author", tuple(authors)), ("article", links)) if part[1]]
    if not parts:
        return [], []
    sql = " UNION ALL ".join(KNOWN[name].format(", ".join(["%s"] * len(numbers))) for name, numbers in parts)
    with connection.cursor() as cursor:
        cursor.execute(sql, [number for _name, numbers in parts for number in numbers])
        found = {(part, number): name for part, number, name in cursor.fetchall()}
    named = [("tag", tag) for tag in content.tags] + [("author", author) for author in authors]
    return [found[key] for key in named if key in found], [number for number in links if ("article", number) in found]
