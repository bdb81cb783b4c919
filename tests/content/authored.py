"""Authored posts for the tests of reading: a site's configuration, authors and pictures, and ways to read a file."""

from pathlib import Path

from newsdao.content.jekyll_config import JekyllConfig, read_config
from newsdao.content.post import Picture, Post
from newsdao.content.reading import ReadingContext, SourceFile, read_authors, read_post

POSTS = Path(__file__).parents[1] / "corpus"
CONFIG = read_config("title: 해온신문\nurl: https://news.example.kr\nbaseurl: /blog\npermalink: pretty\nlang: ko-KR\n")
AUTHORS = read_authors("kim: {name: 김나루, url: https://kim.example}\nlee: {display_name: 이도하}\n")
PICTURES = {
    "/assets/img/haeon_riverside.jpg": Picture("/assets/img/haeon_riverside.jpg", "", 720, 405, "image/jpeg", 5000),
    "/assets/img/lighthouse.jpg": Picture("/assets/img/lighthouse.jpg", "", 600, 400, "image/jpeg", 5000),
    "/assets/img/a b.jpg": Picture("/assets/img/a b.jpg", "", 10, 10, "image/jpeg", 50),
}
CONTEXT = ReadingContext(AUTHORS, {"2026-03-01-1": "/사회/2026/03/01/1/"}.get, PICTURES.get)


def read(
    front_matter: str = "",
    body: str = "본문이다.\n",
    path: str = "_posts/2026-03-02-bridge.md",
    config: JekyllConfig = CONFIG,
) -> Post:
    return read_post(SourceFile(path, f"---\n{front_matter}\n---\n{body}".encode()), config, CONTEXT)


def read_file(trait: str) -> Post:
    data = (POSTS / f"post_with_{trait}.md").read_bytes()
    return read_post(SourceFile(f"_posts/2026-03-02-{trait}.md", data), CONFIG, CONTEXT)
