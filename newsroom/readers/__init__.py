"""Readers' pages, ready to be sent: kept in memory in front of Django, and forgotten as soon as anything changes.

`front` answers; `pages` is what it answers with; `shelf` keeps it within bounds; `queries` sees which parameters count;
`present` knows since when what is kept is right, and until when; `triggers` has the database note every change that
readers may see; `purging` tells CDNs.
Why it is made so: docs/decisions/0012-reader-cache.md.
"""
