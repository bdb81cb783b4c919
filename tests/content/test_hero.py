"""The picture a post names."""

import pytest
from authored import read

from newsdao.content.post import Picture


@pytest.mark.parametrize(
    ("image", "src"),
    [
        ("/assets/img/lighthouse.jpg", "/assets/img/lighthouse.jpg"),
        ("assets/img/lighthouse.jpg", "/assets/img/lighthouse.jpg"),
        ("./assets/../assets/img/lighthouse.jpg?v=2", "/assets/img/lighthouse.jpg"),
        ("/blog/assets/img/lighthouse.jpg", "/assets/img/lighthouse.jpg"),
        ("'{{ site.baseurl }}/assets/img/lighthouse.jpg'", "/assets/img/lighthouse.jpg"),
        ("https://news.example.kr/blog/assets/img/lighthouse.jpg", "/assets/img/lighthouse.jpg"),
        ("/assets/img/a%20b.jpg", "/assets/img/a b.jpg"),
        ("//pictures.example/a.jpg", "https://pictures.example/a.jpg"),
        ("http://pictures.example/a b.jpg?x=1", "https://pictures.example/a%20b.jpg?x=1"),
    ],
)
def test_a_picture_is_a_path_of_the_site_or_an_https_address(image: str, src: str) -> None:
    picture = read(f"image: {image}").picture
    assert picture is not None
    assert picture.src == src
    assert picture.is_own == (picture.width is not None)


@pytest.mark.parametrize("image", ["", "null", "false", "~", "''", "[]", "{}", "{path: ''}"])
def test_no_picture_is_no_picture(image: str) -> None:
    post = read(f"image: {image}")
    assert (post.picture, post.notices) == (None, ())


@pytest.mark.parametrize(
    "image", ["/assets/missing.jpg", "'javascript:alert(1)'", "'data:image/png;base64,x'", "/../../etc"]
)
def test_a_picture_that_is_not_there_is_told(image: str) -> None:
    post = read(f"title: 가\nimage: {image}")
    assert post.picture is None
    assert [(notice.kind, notice.line) for notice in post.notices] == [("lost", 3)]


def test_a_pictures_words_and_size_come_from_the_author_where_it_is_not_ours() -> None:
    front_matter = "image: {path: 'https://pictures.example/a.jpg', width: 600px, height: 400, alt: 등대}"
    assert read(front_matter).picture == Picture("https://pictures.example/a.jpg", "등대", 600, 400)
