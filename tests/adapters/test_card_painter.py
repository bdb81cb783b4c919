"""What a drawn card is made of: its pixels, its bytes, its letters."""

import io
import string
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from newsdao.adapters import card_fonts, card_painter
from newsdao.content.cards import SIZES, Card, Shape, drawable

TITLES = [
    "강이 넘쳤다",
    "해온강 수위 사흘째 상승, 저지대 2천 가구 대피 준비",
    "해온강이 사흘째 불어 저지대 주민이 대피를 준비하고 있다 " * 4,
    "서린·도하 정상, 10月 訪韓 美中 사이 均衡 외교",
    "Two thousand homes told to be ready",
    "سیل در شهر هائون: ۲۰۰۰ خانه تخلیه می‌شوند",
    "해온강수위상승" * 17,
    "W" * 120,
]
# What a reader of Korean, English, Japanese or Persian may meet in a headline.
LETTERS = st.one_of(
    st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA0),
    st.characters(min_codepoint=0x3041, max_codepoint=0x30FE),
    st.characters(min_codepoint=0x0621, max_codepoint=0x064A),
    st.sampled_from(string.printable + "“”‘’…·ⓒ㎜★🔥👍🏽 "),
    st.characters(),
)


def opened(card: Card, shape: Shape = "") -> Image.Image:
    return Image.open(io.BytesIO(card_painter.paint(card, shape)))


def of(title: str, **more: object) -> Card:
    values: dict[str, object] = {"name": "뉴스다오", "section": "사회", "day": "2026년 11월 20일", **more}
    return Card(drawable(title), **values)  # type: ignore[arg-type]


def words_box(image: Image.Image) -> tuple[int, int, int, int]:
    """Where anything but paper is."""
    paper = Image.new("RGB", image.size, card_painter.PAPER)
    grey = ImageChops.difference(image.convert("RGB"), paper).convert("L")
    box = grey.point(lambda value: 255 if value > 40 else 0).getbbox()
    assert box is not None
    return box


def luminance(colour: tuple[int, ...]) -> float:
    parts = [value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("title", TITLES)
def test_every_word_stands_in_the_middle_that_kakaotalk_shows(title: str) -> None:
    """seo-and-feeds §2: KakaoTalk crops to 2:1, so the text stays inside the centre 1200×600."""
    left, top, right, bottom = words_box(opened(of(title, is_rtl="ا" <= title[0] <= "ی")))
    assert top >= 15 + 20 and bottom <= 615 - 20
    assert left >= 60 and right <= 1200 - 60


@pytest.mark.parametrize("shape", list(SIZES))
def test_each_shape_is_laid_out_anew_in_its_size(shape: Shape) -> None:
    image = opened(of(TITLES[1]), shape)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", SIZES[shape])
    left, top, right, bottom = words_box(image)
    assert left >= 60 and right <= image.width - 60 and top >= 35 and bottom <= image.height - 35


@settings(max_examples=60, deadline=None)
@given(st.text(LETTERS, max_size=120), st.sampled_from(["ko", "ja", "fa"]), st.booleans())
def test_any_title_of_120_characters_is_a_picture_that_every_messenger_takes(
    title: str, lang: str, is_breaking: bool
) -> None:
    """seo-and-feeds §2 M: ≥ 5,000 bytes (Naver), 1200×630 (Facebook); ≤ 150 KB; and all of it within its edges."""
    card = of(title, lang=lang, is_rtl=lang == "fa", breaking="속보" if is_breaking else "")
    data = card_painter.paint(card)
    image = Image.open(io.BytesIO(data))
    assert 5000 <= len(data) <= 150_000
    assert image.size == (1200, 630) and not image.getexif() and "icc_profile" not in image.info
    left, top, right, bottom = words_box(image)
    assert left >= 40 and right <= 1160 and top >= 30 and bottom <= 600


@pytest.mark.parametrize("shape", list(SIZES))
@pytest.mark.parametrize("title", ["鬱" * 160, "鬱龍 " * 53, "뷁쀍 " * 53])
def test_the_densest_headline_stays_below_150_kilobytes(title: str, shape: Shape) -> None:
    assert len(card_painter.paint(of(title, breaking="속보"), shape)) <= 150_000


def test_the_same_card_gives_the_same_bytes() -> None:
    assert card_painter.paint(of(TITLES[3])) == card_painter.paint(of(TITLES[3]))
    assert card_painter.paint(of(TITLES[3])) != card_painter.paint(of(TITLES[3], breaking="속보"))


def test_words_stand_out_from_the_paper_by_more_than_aa() -> None:
    """Contrast AA, measured on the pixels: the headline's ink, the section's red, the day's grey."""
    image = opened(of("강강강강강강강강"))
    paper = image.getpixel((5, 5))
    parts = {"name": (76, 60, 300, 100), "day": (800, 60, 1124, 110), "body": (76, 150, 1124, 580)}
    for name, box in parts.items():
        pixels = Counter(image.crop(box).get_flattened_data())
        darkest = min(pixels, key=luminance)
        assert contrast(darkest, paper) >= 4.5, name
    reds = [
        pixel for pixel in Counter(image.crop(parts["body"]).get_flattened_data()) if pixel[0] > 150 > 70 > pixel[1]
    ]
    assert max(contrast(pixel, paper) for pixel in reds) >= 4.5
    breaking = opened(of("강", breaking="속보"))
    ground = tuple(int(card_painter.FLASH[place : place + 2], 16) for place in (1, 3, 5))
    assert contrast((255, 255, 255), ground) >= 4.5
    assert any(contrast(pixel, ground) < 1.15 for pixel in Counter(breaking.get_flattened_data())), "the label is there"


def test_a_short_title_stands_large_and_a_long_one_whole() -> None:
    body = (76, 150, 1124, 600)
    short = words_box(opened(of("강이 넘쳤다", section="")).crop(body))
    assert short[3] - short[1] > 110, "as high as a fifth of the card"
    lines = card_painter._Painter(of(TITLES[2][:120]), SIZES[""])._fitted(TITLES[2][:120].strip(), 400).lines
    assert 4 <= len(lines) <= 5 and "".join("".join(lines).split()) == "".join(TITLES[2][:120].split())


def test_persian_is_set_from_the_right() -> None:
    title = "رود"
    image = opened(of(title, name="نیوزدائو", lang="fa", is_rtl=True, section="جامعه"))
    left, _, right, _ = words_box(image.crop((76, 150, 1124, 600)))
    assert right >= 1040 and left > 200


@pytest.mark.parametrize("letter", ["한", "漢", "あ", "A", "é", "Ж", "Ω", "…", "“", "ⓒ", "㎜", "₩", "ش", "۲", "،"])
def test_no_letter_that_the_house_s_faces_have_is_drawn_as_a_box(letter: str) -> None:
    """Never tofu: the glyph drawn isn't the one a font has for what it hasn't (.notdef)."""
    (run,) = card_fonts.set_line(letter, is_rtl=False)
    font = run.face.at(60, bold=True)
    drawn, missing = (bytes(font.getmask(text)) for text in (letter, "\U0003fffd"))
    assert drawn and drawn != missing
    assert ord(letter) in run.face.characters


@given(st.text(LETTERS, max_size=40))
@settings(deadline=None)
def test_whatever_is_set_has_a_face_that_has_it(text: str) -> None:
    line = card_fonts.settable(drawable(text))
    for run in card_fonts.set_line(line, is_rtl=False):
        assert all(ord(letter) in run.face.characters or letter in "\u200c\u200d" for letter in run.text), run


def test_what_no_face_has_leaves_no_gap() -> None:
    assert card_fonts.settable("강 \U0001f9ff \U00012000 넘쳤다") == "강 넘쳤다"
    nothing = opened(Card(drawable("🔥🔥"), "뉴스다오", "사회", "2026년 11월 20일"))
    assert words_box(nothing), "the paper's name stands where a headline can't be set"


def test_a_machine_without_fontconfig_draws_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    card_fonts._face.cache_clear()
    monkeypatch.setattr(card_fonts, "_of_system", [])
    monkeypatch.setattr(card_fonts, "_scripts_without", set())
    assert card_fonts.settable("해온강 שלום 넘쳤다") == "해온강 넘쳤다"
    card_fonts._face.cache_clear()


def test_hebrew_is_set_in_a_face_of_the_system_s_where_it_has_one() -> None:
    text = card_fonts.settable("שלום")
    if not text:
        pytest.skip("fontconfig knows no Hebrew face here")
    (run,) = card_fonts.set_line(text, is_rtl=True)
    assert run.is_rtl and "pylopdf" not in str(run.face.path)
