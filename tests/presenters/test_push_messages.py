"""What is said to hubs, search engines and subscribers."""

from urllib.parse import parse_qs, parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from newsdao.presenters.push_messages import asked_back, ping

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="#"), max_size=20)


@given(st.dictionaries(WORDS, WORDS, max_size=4), st.lists(st.tuples(st.sampled_from("abc"), st.just("1")), max_size=3))
def test_parameters_are_added_to_a_query_of_its_own_and_nothing_of_either_is_lost(parameters, own) -> None:
    query = "&".join(f"{name}={value}" for name, value in own)
    for callback in (f"https://a.kr/sub?{query}", "https://a.kr/sub", f"https://a.kr/sub?{query}#part"):
        parts = urlsplit(asked_back(callback, parameters))
        kept = own if "?" in callback else []
        assert parse_qsl(parts.query, keep_blank_values=True) == [*kept, *parameters.items()]
        assert (parts.path, parts.fragment) == ("/sub", "")


@given(st.lists(WORDS.map(lambda word: f"https://a.kr/{word}"), min_size=1, max_size=5))
def test_a_ping_names_each_feed(feeds: list[str]) -> None:
    assert parse_qs(ping(feeds).decode()) == {"hub.mode": ["publish"], "hub.url": feeds}
