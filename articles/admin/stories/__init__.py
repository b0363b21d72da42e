"""The list of stories: what it is narrowed by, its columns, its pages, and its screens."""

from .screens import StoryLists

__all__ = ["StoryLists"]
