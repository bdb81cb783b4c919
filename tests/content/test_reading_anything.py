"""Whatever a file holds, it becomes a whole post or is refused in words."""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from authored import CONFIG
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdao.content.jekyll_config import JekyllConfig, read_config
from newsdao.content.post import Post
from newsdao.content.reading import ReadingContext, SourceFile, is_post_path, read_post
from newsdao.errors import PostError

KEYS = st.sampled_from(
    [
        "title",
        "date",
        "categories",
        "category",
        "tags",
        "tag",
        "author",
        "authors",
        "image",
        "excerpt",
        "feature_text",
        "description",
        "permalink",
        "slug",
        "lang",
        "published",
        "redirect_from",
        "canonical_url",
        "last_modified_at",
        "correction",
        "corrections",
        "breaking",
        "excerpt_separator",
        "seo",
    ]
)
VALUES = st.recursive(
    st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(KEYS, st.text(max_size=40), max_size=6), st.text(max_size=60))
def test_any_text_in_any_field_gives_a_post_or_a_post_error(fields: Mapping[str, str], body: str) -> None:
    lines = [f"{key}: {value}" for key, value in fields.items()]
    data = "\n".join(["---", *lines, "---", body]).encode("utf-8", "surrogatepass")
    assert_read(SourceFile("_posts/2026-03-02-a.md", data), CONFIG)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_shape_of_values_gives_a_post_or_a_post_error(fields: Mapping[str, object]) -> None:
    data = f"---\n{yaml.safe_dump(dict(fields), allow_unicode=True)}---\n본문".encode("utf-8", "replace")
    assert_read(SourceFile("_posts/2026-03-02-a.md", data), CONFIG)


def assert_read(source: SourceFile, config: JekyllConfig) -> Post | None:
    """That the file is a whole post, or is refused with all a person needs to put it right."""
    saved = datetime(2026, 1, 1, tzinfo=UTC)
    try:
        post = read_post(SourceFile(source.path, source.data, saved), config, ReadingContext())
    except PostError as error:
        assert error.path == source.path
        assert error.line >= 1
        assert error.why
        assert error.remedy
        assert "\n" not in str(error)
        return None
    assert post.title
    assert post.title == " ".join(post.title.split())
    assert post.permalink.startswith("/")
    assert "//" not in post.permalink
    assert post.published_at <= post.updated_at
    assert all(term.slug and term.name for term in (*post.categories, *post.tags, *post.authors))
    return post


def site_folders(corpus: Path) -> Iterator[Path]:
    """Every folder that holds a configuration or posts of its own."""
    for folder, folders, files in os.walk(corpus):
        if "_config.yml" in files or ("_posts" in folders and not (Path(folder).parent / "_config.yml").exists()):
            yield Path(folder)


@pytest.mark.corpus
def test_every_real_post_is_read_and_has_an_address_of_its_own(corpus: Path) -> None:
    counts: dict[str, int] = {}
    for root in site_folders(corpus):
        file = root / "_config.yml"
        config = read_config(file.read_text("utf-8-sig") if file.exists() else "")
        source = root / config.source
        found = [
            assert_read(SourceFile(path.relative_to(source).as_posix(), path.read_bytes()), config)
            for path in sorted(source.rglob("*"))
            if path.is_file() and is_post_path(path.relative_to(source).as_posix(), drafts=True)
        ]
        posts = [post for post in found if post is not None]
        counts[root.relative_to(corpus).as_posix()] = len(posts)
        if "adversarial" not in root.parts:
            assert len({post.permalink for post in posts}) == len(posts), root
            assert len(found) - len(posts) <= 1, root  # one real page claims the home page's address
    assert sum(counts.values()) > 900, counts


@pytest.mark.corpus
def test_every_adversarial_file_is_read_or_refused_by_name(corpus: Path) -> None:
    files = [path for path in (corpus / "adversarial").rglob("*") if path.is_file()]
    for path in files:
        assert_read(SourceFile(f"_posts/2026-03-02-{path.stem}.md", path.read_bytes()), CONFIG)
    assert len(files) > 100


@pytest.mark.corpus
def test_the_seed_has_its_old_address(corpus: Path) -> None:
    root = corpus / "seed"
    config = read_config((root / "_config.yml").read_text("utf-8"))
    post = assert_read(SourceFile("_posts/2024-07-01-362.md", (root / "_posts/2024-07-01-362.md").read_bytes()), config)
    assert post is not None
    assert (post.permalink, post.feed_id) == ("/news/2024/07/01/362/", "/news/2024/07/01/362")
    assert "글자 수" not in post.excerpt + post.feature_text + post.feature_html
