"""flask preview: one page that holds everything, drawn from the very tags that the story's page and feed carry."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html as markup
from newsroom import Newsroom
from PIL import Image

from newsdao.presenters import opengraph, seo
from newsdao.presenters.link_preview import cut

SERVICES = ("google", "phone", "naver", "kakao", "x", "facebook", "list", "opened")
BODY = "상류 댐이 물을 내보냈다. 시는 대피소를 열고 강가의 길을 막았다. " * 8


class Shown:
    def __init__(self, text: str) -> None:
        self.text = text
        self.document = markup.fromstring(text)

    def says(self, service: str, part: str) -> str:
        found = self.document.find_class(f"light {service}") or self.document.xpath(
            "//figure[contains(@class, $name) and contains(@class, 'light')]", name=service
        )
        return " ".join(found[0].xpath(f".//*[contains(@class, '{part}')]")[0].text_content().split())


def preview(room: Newsroom, path: object, *more: str, tmp: Path) -> Shown:
    output = tmp / "preview.html"
    result = room.app.test_cli_runner().invoke(args=["preview", str(path), "--output", str(output), *more])
    assert result.exit_code == 0, (result.output, result.exception)
    return Shown(output.read_text(encoding="utf-8"))


@pytest.fixture
def story(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSDAO_INSTANCE", str(newsroom.app.extensions["newsdao"].settings.instance))
    if url := newsroom.app.extensions["newsdao"].settings.database_url:
        monkeypatch.setenv("NEWSDAO_DATABASE_URL", url)
    newsroom.write("assets/river.png", b"")
    Image.new("RGB", (1600, 900), (20, 90, 160)).save(newsroom.folder / "assets" / "river.png")
    told = "excerpt: 해온강 물이 불었다.\nfeature_text: 해온강 물이 사흘째 불어 시가 길을 막았다.\n"
    return newsroom.post("river", body=f"{BODY}\n\n![강](/assets/river.png)", more=f"{told}image: /assets/river.png\n")


def test_every_service_shows_the_story_as_its_tags_tell_it(newsroom: Newsroom, story: Path, tmp_path: Path) -> None:
    shown = preview(newsroom, story, tmp=tmp_path)
    assert shown.says("google", "headline") == "해온강 수위 사흘째 상승 | 뉴스다오"
    assert shown.says("google", "place") == "news.example.kr › 사회"
    assert shown.says("google", "words") == shown.says("naver", "words") == "해온강 물이 불었다."
    assert shown.says("naver", "headline") == "해온강 수위 사흘째 상승"
    for service in ("kakao", "facebook"):
        assert shown.says(service, "words") == "해온강 물이 사흘째 불어 시가 길을 막았다."
    assert shown.says("x", "place") == "출처: news.example.kr"
    assert shown.says("list", "site")
    assert "대피소를 열고" in shown.says("opened", "story")


def test_another_tag_in_the_head_is_another_preview(
    newsroom: Newsroom, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the very tags: nothing is taken from the post by another way."""
    monkeypatch.setattr(seo, "meta_description", lambda _article: "다른 설명")
    monkeypatch.setattr(opengraph, "preview_description", lambda _article: "다른 미리보기")
    monkeypatch.setattr(opengraph, "article_picture", lambda _article, _site: None)
    shown = preview(newsroom, story, tmp=tmp_path)
    assert shown.says("google", "words") == shown.says("naver", "words") == "다른 설명"
    assert shown.says("kakao", "words") == "다른 미리보기"
    assert "--picture: none" in shown.text
    assert "card large" not in shown.text


def test_the_page_holds_everything_and_asks_nobody(newsroom: Newsroom, story: Path, tmp_path: Path) -> None:
    shown = preview(newsroom, story, tmp=tmp_path)
    policy = shown.document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; img-src data:; style-src 'unsafe-inline'"]
    assert not shown.document.xpath("//script | //link | //iframe | //@style")
    assert all(src.startswith("data:image/") for src in shown.document.xpath("//img/@src"))
    assert set(re.findall(r'url\("?([a-z]+:)', shown.text)) == {"data:"}
    for service in SERVICES:
        classes = [set(one.get("class").split()) for one in shown.document.xpath("//figure")]
        assert {"stage", "light", service} in classes
        assert {"stage", "dark", service} in classes


def test_beside_each_service_stands_what_hurts_there(newsroom: Newsroom, tmp_path: Path, story: Path) -> None:
    file = newsroom.post(
        "long", "해온강 수위가 사흘째 올라 시가 강가의 길을 막고 대피소를 모두 열었다고 밝혔다", body=BODY
    )
    shown = preview(newsroom, file, tmp=tmp_path)
    by_title = {one.text_content(): one.getparent() for one in shown.document.xpath("//h2")}
    assert "제목이" in by_title["네이버"].text_content()
    assert "제 사진이 없습니다" in by_title["카카오톡"].text_content()
    assert "제목이" not in by_title["카카오톡"].text_content()
    assert shown.says("naver", "headline").endswith("…")


@pytest.mark.parametrize("more", ["published: false\n", "", "feature_text: ''\n"])
def test_a_story_is_shown_before_it_is_published(newsroom: Newsroom, story: Path, tmp_path: Path, more: str) -> None:
    later = datetime.now(UTC).year + 1
    file = newsroom.post("later", "내일의 해온강", date=f'"{later}-01-01 09:00:00 +0900"', body=BODY, more=more)
    shown = preview(newsroom, file, tmp=tmp_path)
    assert shown.says("kakao", "headline") == shown.says("list", "headline") == "내일의 해온강"
    assert newsroom.reader.get("/latest/").get_data(as_text=True).count("내일의") == 0


def test_a_stored_story_is_shown_by_its_address(newsroom: Newsroom, story: Path, tmp_path: Path) -> None:
    newsroom.sync()
    shown = preview(newsroom, "/사회/2026/11/20/river/", tmp=tmp_path)
    assert shown.says("kakao", "headline") == shown.says("opened", "headline") == "해온강 수위 사흘째 상승"


def test_what_is_neither_a_file_nor_a_story_is_said_in_a_line(newsroom: Newsroom, story: Path, tmp_path: Path) -> None:
    newsroom.sync()
    result = newsroom.app.test_cli_runner().invoke(args=["preview", "/없다/", "--output", str(tmp_path / "p.html")])
    assert result.exit_code == 2
    assert "/없다/ is no story of the synced site" in result.output
    assert not (tmp_path / "p.html").exists()


def test_the_address_at_which_the_site_will_stand_may_be_given(newsroom: Newsroom, story: Path, tmp_path: Path) -> None:
    shown = preview(newsroom, story, "--url", "https://haeon.example", tmp=tmp_path)
    assert shown.says("google", "place") == "haeon.example › 사회"


def test_what_is_no_address_of_a_site_is_refused(newsroom: Newsroom, story: Path, tmp_path: Path) -> None:
    arguments = ["preview", str(story), "--url", "haeon.example", "--output", str(tmp_path / "p.html")]
    result = newsroom.app.test_cli_runner().invoke(args=arguments)
    assert result.exit_code == 2 and "must be a full address" in result.output
    assert not (tmp_path / "p.html").exists()


def test_services_cut_at_the_very_character() -> None:
    assert cut("가" * 40, 40) == "가" * 40
    assert cut("가" * 41, 40) == "가" * 39 + "…"
