"""Whatever a page reads of its query is seen."""

import copy

import pytest
from django.template import Context, Template

from articles.searching.forms import SearchForm
from newsroom.readers.queries import WHOLE, Watched

ALL = {
    "len": len,
    "bool": bool,
    "iter": list,
    "items": lambda query: list(query.items()),
    "lists": lambda query: list(query.lists()),
    "dict": lambda query: query.dict(),
    "urlencode": lambda query: query.urlencode(),
    "copy": lambda query: query.copy(),
    "deepcopy": copy.deepcopy,
    "or": lambda query: query == 1,
    "pickle": dict,
    "template": lambda query: Template("{% if query %}{% endif %}").render(Context({"query": query})),
}
SOME = {
    "get": lambda query: query.get("a"),
    "getlist": lambda query: query.getlist("a"),
    "item": lambda query: query["a"],
    "in": lambda query: "a" in query,
    "template": lambda query: Template("{{ query.a }}").render(Context({"query": query})),
}


@pytest.mark.parametrize("read", ALL.values(), ids=ALL)
def test_reading_all_of_it_is_seen(read):
    names = set()
    query = Watched("a=1&b=2", names)
    assert not names
    read(query)
    assert WHOLE in names


@pytest.mark.parametrize("read", SOME.values(), ids=SOME)
def test_reading_one_is_seen(read):
    names = set()
    read(Watched("a=1&b=2", names))
    assert names == {"a"}


def test_what_is_not_there_is_read_too():
    names = set()
    assert Watched("b=2", names).get("a") is None
    assert names == {"a"}


def test_a_form_reads_its_fields():
    names = set()
    form = SearchForm(Watched("q=mer&utm_source=x", names), sections=[], authors=[])
    assert form.is_valid()
    assert form.asked.urlencode() == "q=mer"
    assert names == set(form.fields)
