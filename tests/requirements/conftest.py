"""A site with what the requirements speak of: two stories of a day, an older one, a small picture and a large one."""

from collections.abc import Callable
from io import BytesIO

import pytest
from newsroom import Newsroom
from on_a_page import CONFIG, DECK, NOW
from PIL import Image


def jpeg(width: int, height: int) -> bytes:
    out = BytesIO()
    picture = Image.effect_noise((width, height), 60).convert("RGB")
    picture.save(out, "JPEG", quality=70)
    return out.getvalue()


@pytest.fixture(scope="session")
def large_picture() -> bytes:
    return jpeg(1600, 900)


@pytest.fixture
def air(open_newsroom: Callable[..., Newsroom], large_picture: bytes) -> Newsroom:
    """The site as its readers and robots find it on 23 November 2026."""
    room = open_newsroom(config=CONFIG)
    room.write("assets/river.jpg", large_picture)
    logo = BytesIO()
    Image.new("RGB", (512, 512), "#102030").save(logo, "PNG")
    room.write("assets/logo.png", logo.getvalue())
    room.post(
        "river",
        more=f"tags: [해온강]\nauthor: 김나루\nexcerpt: 해온강이 사흘째 불어 저지대가 비었다.\n"
        f"feature_text: {DECK}\nimage: /assets/river.jpg\n",
        body="해온시는 20일 대피를 준비하라고 알렸다.\n\n## 지금\n\n비는 이어진다.\n\n![지도](/assets/river.jpg)\n",
    )
    room.post("snow", title="첫눈 내린 해온산", category="문화", date='"2026-11-22 08:00:00 +0900"')
    room.post("old", title="지난해의 강", date='"2025-03-02 08:00:00 +0900"')
    room.sync(NOW)
    return room
