from . import article, section  # noqa: F401  registers the models
