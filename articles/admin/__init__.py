from . import article, page, section, tag  # noqa: F401  registers the models
