from .article import Article, ArticlePicture, ArticleTag, Byline, Credit, Genre, RelatedPick
from .edition import Edition, EditionByline, EditionLink, EditionPicture, EditionRelated, EditionTag, Takedown
from .history import LogLine, Version
from .listing import ListChoice
from .section import FormerTag, Section, Tag

__all__ = [
    "Article",
    "ArticlePicture",
    "ArticleTag",
    "Byline",
    "Credit",
    "Edition",
    "EditionByline",
    "EditionLink",
    "EditionPicture",
    "EditionRelated",
    "EditionTag",
    "FormerTag",
    "Genre",
    "ListChoice",
    "LogLine",
    "RelatedPick",
    "Section",
    "Tag",
    "Takedown",
    "Version",
]
