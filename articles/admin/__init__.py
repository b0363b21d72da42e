from . import article, section, tag  # noqa: F401  registers the models
