from .article import Article, ArticleTag, Byline, Credit, Genre, RelatedPick
from .edition import Edition, EditionByline, EditionPicture, EditionRelated, EditionTag, Takedown
from .section import Section, Tag

__all__ = [
    "Article",
    "ArticleTag",
    "Byline",
    "Credit",
    "Edition",
    "EditionByline",
    "EditionPicture",
    "EditionRelated",
    "EditionTag",
    "Genre",
    "RelatedPick",
    "Section",
    "Tag",
    "Takedown",
]
