"""Links by which a story is passed on."""

from urllib.parse import parse_qs, urlsplit

from newsdao import locales
from newsdao.content.navigation import SERVICES
from newsdao.presenters import sharing

ADDRESS = "https://news.example.kr/blog/%EC%82%AC%ED%9A%8C/a&b/"
TITLE = "수위 100% & <상승>?"


def test_every_service_a_site_may_name_has_a_link_that_carries_the_whole_address_and_title() -> None:
    names = tuple(dict.fromkeys(SERVICES.values()))
    for lang in ("ko", "en"):
        links = sharing.links(names, TITLE, ADDRESS, locales.load(lang))
        assert len(links) == len(names)
        for name, link in links:
            parts = urlsplit(link)
            told = " ".join(value for values in parse_qs(parts.query).values() for value in values)
            assert name and parts.scheme in {"https", "mailto"}
            assert ADDRESS in told, name
            assert TITLE in told or name in {"Facebook", "LinkedIn", "LINE"}, name  # these read it from the page


def test_a_service_that_is_not_known_is_passed_over() -> None:
    assert sharing.links(("google+",), TITLE, ADDRESS, locales.load("en")) == []
