"""However much is asked for: memory is bounded, and what is asked for again stays."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from newsroom.readers.shelf import EVERYTHING, Shelf

LIMIT = 1000


def page(size, used=False, state=1):
    return SimpleNamespace(size=size, used=used, state=state)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 2 * LIMIT), st.booleans(), st.integers(1, 2))))
def test_it_never_holds_more_than_its_limit(puts):
    shelf = Shelf(LIMIT)
    for key, size, used, state in puts:
        shelf.put(key, page(size, used, state))
        assert shelf.size == sum(one.size for one in shelf.pages.values()) <= LIMIT


def test_what_nobody_asked_for_again_goes_first():
    shelf = Shelf(LIMIT)
    shelf.put("home", page(200, used=True))
    for number in range(50):  # made-up addresses
        shelf.put(number, page(200))
        shelf.pages["home"].used = True
    assert "home" in shelf.pages
    assert len(shelf.pages) == 5


def test_what_is_of_another_state_goes_too():
    shelf = Shelf(LIMIT)
    shelf.put("home", page(200, used=True, state=1))
    for number in range(5):
        shelf.put(number, page(200, state=2))
    assert "home" not in shelf.pages


parameters = st.lists(st.tuples(st.sampled_from("abc"), st.text("xyé&=/?% ", max_size=3)), max_size=5)


@given(parameters, parameters, st.frozensets(st.sampled_from("abc")))
def test_two_queries_have_one_key_if_they_differ_in_nothing_that_is_read(one, other, names):
    from urllib.parse import urlencode

    shelf = Shelf(LIMIT)
    shelf.learn("/", names)
    read = [{name: [v for n, v in query if n == name] for name in names} for query in (one, other)]
    keys = [shelf.key("/", urlencode(query)) for query in (one, other)]
    assert (keys[0] == keys[1]) == (read[0] == read[1])


def test_without_knowing_what_is_read_there_is_no_key():
    shelf = Shelf(LIMIT)
    assert shelf.key("/", "") == "/"
    assert shelf.key("/", "a=1") is None
    shelf.learn("/", frozenset("a"))
    assert shelf.key("/", "&".join(f"a={number}" for number in range(100))) is None
    shelf.learn("/", EVERYTHING)
    shelf.learn("/", frozenset("a"))
    assert shelf.key("/", "a=1") is None
