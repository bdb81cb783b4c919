"""The publisher's own pages and what the law asks a news site to show: found, linked once, true at once."""

import re

import pytest
from newsroom import Newsroom

CONFIG = "title: 해온신문\nurl: https://news.example.kr\npermalink: pretty\n"
PAGE = "---\ntitle: {title}\n{more}---\n{body}\n"


def page(title: str, more: str = "", body: str = "우리는 쓴다.") -> str:
    return PAGE.format(title=title, more=more, body=body)


def footer(room: Newsroom, path: str = "/") -> str:
    text = room.get(path)
    return text[text.index("<footer") :]


def linked(room: Newsroom) -> list[tuple[str, str]]:
    found = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', footer(room))
    return [pair for pair in found if pair[0] not in {"/latest/", "/archive/", "/feeds/"}]


@pytest.mark.parametrize(
    ("address", "file"),
    [("/about/", "about.md"), ("/소개/", "소개.md"), ("/editorial-policy/", "editorial-policy.html"),
     ("/정정보도/", "정정보도.md"), ("/contact/", "contact/index.md"), ("/imprint/", "imprint.md")],
)  # fmt: skip
def test_a_page_at_a_usual_address_is_linked_from_every_footer(newsroom: Newsroom, address: str, file: str) -> None:
    """seo-and-feeds §1 M: footer links to 소개, 편집·정정 정책, 문의."""
    newsroom.post("river")
    newsroom.write(file, page("우리 이야기"))
    newsroom.sync()
    for path in ("/", "/latest/", "/사회/2026/11/20/river/", "/feeds/"):
        assert footer(newsroom, path).count(">우리 이야기</a>") == 1, path
    with newsroom.app.test_request_context():
        from newsdao.web import frame

        assert [one.url for one in frame.current().site.pages.values()] == [address]


def test_front_matter_goes_before_the_configuration_and_that_before_usual_addresses(newsroom: Newsroom) -> None:
    newsroom.write("_config.yml", f"{CONFIG}publisher: {{pages: {{about: /우리/, contact: /없음/}}}}\n")
    newsroom.write("about.md", page("늘 있던 자리"))
    newsroom.sync()
    assert ("/about/", "늘 있던 자리") not in linked(newsroom), "the configuration names another"
    newsroom.write("우리.md", page("설정"))
    newsroom.sync()
    assert [title for _, title in linked(newsroom)] == ["설정"]
    newsroom.write("x.md", page("머리말", "role: about\n"))
    newsroom.sync()
    assert linked(newsroom) == [("/x/", "머리말")]
    newsroom.write("x.md", page("머리말", "role: 기자\n"))
    newsroom.sync()
    assert [title for _, title in linked(newsroom)] == ["설정"]


def test_a_page_that_goes_takes_its_link_along(newsroom: Newsroom) -> None:
    newsroom.post("river")
    file = newsroom.write("about.md", page("소개"))
    newsroom.sync()
    assert linked(newsroom) == [("/about/", "소개")]
    file.unlink()
    newsroom.sync(prune=True)
    assert linked(newsroom) == []


def test_a_page_that_the_publisher_links_already_is_linked_once(newsroom: Newsroom) -> None:
    newsroom.write("_config.yml", f"{CONFIG}navigation_footer:\n  - {{title: 우리, url: /about/}}\n")
    newsroom.write("about.md", page("소개"))
    newsroom.sync()
    assert linked(newsroom) == [("/about/", "우리")]


@pytest.mark.parametrize("keys", ["registration: 가나\n  publisher: 한바다", "등록번호: 가나\n  발행인: 한바다"])
def test_the_footer_shows_what_the_law_asks_for(newsroom: Newsroom, keys: str) -> None:
    newsroom.write("_config.yml", f"{CONFIG}publisher:\n  {keys}\n  email: desk@news.example.kr\n")
    newsroom.sync()
    said = re.findall(r"<dt[^>]*>([^<]+)</dt> <dd>(?:<a[^>]+>)?([^<]+)<", footer(newsroom))
    assert said == [
        ("제호", "해온신문"),
        ("등록번호", "가나"),
        ("발행인", "한바다"),
        ("이메일", "desk@news.example.kr"),
    ]


@pytest.mark.parametrize("more", ["", "publisher: 해온\n", "publisher: {name: 해온}\n", "publisher: [a]\n"])
def test_who_says_nothing_shows_nothing(newsroom: Newsroom, more: str) -> None:
    newsroom.write("_config.yml", CONFIG + more)
    newsroom.sync()
    assert "imprint" not in footer(newsroom)


def test_mistakes_are_told(newsroom: Newsroom) -> None:
    newsroom.write("_config.yml", f"{CONFIG}publisher: {{boss: 한바다, email: 없음, pages: {{home: /a/}}}}\n")
    told = [str(one) for one in newsroom.sync().notices]
    assert any("`publisher.boss`, `publisher.pages.home`" in one for one in told)
    assert any("`없음` is no e-mail address" in one for one in told)
