"""A site's `_includes/` and `_data/`: what its posts ask of them by Liquid."""

from pathlib import Path

from newsroom import Newsroom

PAGE = "/사회/2026/11/20/river/"


def lost(room: Newsroom) -> list[str]:
    return [str(notice) for notice in room.sync().notices if notice.kind == "lost"]


def test_a_post_shows_what_its_sites_files_say(newsroom: Newsroom) -> None:
    newsroom.write("_includes/box/note.html", "<aside>{{ include.text }}: {{ page.title }}</aside>")
    newsroom.write("_data/desks.yml", "- {name: 사회부, tel: 1번}\n- {name: 경제부, tel: 2번}\n")
    newsroom.post(
        "river",
        title="해온강 수위",
        body="{% include box/note.html text='알림' %}\n\n"
        "{% for desk in site.data.desks %}{{ desk.name }} {{ desk.tel }};{% endfor %}",
    )
    assert lost(newsroom) == []
    page = newsroom.get(PAGE)
    assert "알림: 해온강 수위" in page
    assert "사회부 1번;경제부 2번;" in page


def test_a_changed_include_or_data_file_makes_posts_be_read_anew(newsroom: Newsroom) -> None:
    newsroom.write("_includes/note.html", "처음 말")
    newsroom.write("_data/river.json", '{"level": "보통"}')
    newsroom.post("river", body="{% include note.html %} {{ site.data.river.level }}")
    newsroom.sync()
    assert newsroom.sync().unchanged == 1
    newsroom.write("_includes/note.html", "나중 말")
    assert newsroom.sync().updated == 1
    newsroom.write("_data/river.json", '{"level": "주의"}')
    assert newsroom.sync().updated == 1
    assert "나중 말 주의" in newsroom.get(PAGE)


def test_a_file_of_another_name_takes_part_where_the_configuration_says_so(newsroom: Newsroom) -> None:
    newsroom.write("_config.yml", "title: a\npermalink: pretty\nincludes_dir: parts\ndata_dir: facts\n")
    newsroom.write("parts/note.html", "조각")
    newsroom.write("facts/one.csv", "name,level\n해온강,주의\n")
    newsroom.post("river", body="{% include note.html %}: {{ site.data.one[0].level }}")
    assert lost(newsroom) == []
    assert "조각: 주의" in newsroom.get(PAGE)


def test_no_file_outside_the_site_is_included(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("비밀", encoding="utf-8")
    newsroom.write("_includes/here.html", "여기")
    (newsroom.folder / "_includes" / "linked.html").symlink_to(tmp_path / "secret.html")
    body = "{% include linked.html %}{% include ../../secret.html %}{% include here.html %}"
    newsroom.post("river", body=body)
    told = lost(newsroom)
    assert len(told) == 3 and "is not followed" in told[0]  # the link itself, and each include that has no file
    page = newsroom.get(PAGE)
    assert "비밀" not in page
    assert "여기" in page


def test_a_file_that_cannot_be_read_is_told_and_stops_nothing(newsroom: Newsroom) -> None:
    newsroom.write("_data/broken.yml", "a: [\n")
    newsroom.write("_data/broken.json", "{\n  nothing")
    newsroom.write(
        "_data/bomb.yml", "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    )
    newsroom.write("_includes/large.html", "가" * 500_000)
    newsroom.write("_includes/picture.png", b"\x89PNG\xff\xfe\x00")
    newsroom.post(
        "river", body="앞 {% include large.html %}{{ site.data.broken.a }}{{ site.data.bomb.a59 | jsonify }} 뒤"
    )
    told = "\n".join(lost(newsroom))
    for what in (
        "_includes/large.html: is too large",
        "_data/broken.yml:",
        "_data/broken.json:2: is no JSON",
        "too large",
    ):
        assert what in told
    assert "<p>앞" in newsroom.get(PAGE)
