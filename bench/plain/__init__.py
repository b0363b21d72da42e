"""A news site in plain Django, as a competent developer would write it: what pages of Marbre are compared with.

Five queries a page, related objects joined or prefetched, templates compiled once, no cache. Fill it with
`python -m bench.plain.fill`, serve `bench.plain.wsgi:application`.
"""
