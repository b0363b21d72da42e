from .article import Article, ArticlePicture, ArticleTag, Byline, Credit, Genre, RelatedPick
from .edition import Edition, EditionByline, EditionLink, EditionPicture, EditionRelated, EditionTag, Takedown
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
    "RelatedPick",
    "Section",
    "Tag",
    "Takedown",
]
