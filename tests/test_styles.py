"""The style sheets: readable in both colour schemes, small, complete, and asking nobody else for anything."""

import re

import pytest

from newsdao.config import PROJECT
from newsdao.content import sanitize

CSS = PROJECT / "static" / "css"
NAMES = (CSS / "site.txt").read_text(encoding="utf-8").split()
SHEETS = {name: (CSS / name).read_text(encoding="utf-8") for name in NAMES}
TONES = ("red", "orange", "green", "blue", "purple")
# The further colours of sections: of words alone.
HUES = ("teal", "plum")
MARKS = ("yellow", "green", "blue", "red")
# A page that is opened from disk brings its style with it, made of the same tokens.
WITHIN = {path.name: path.read_text(encoding="utf-8") for path in (PROJECT / "templates").rglob("*.css")}
COLOUR = re.compile(r"--(\w[\w-]*): (#[0-9a-f]{3,6});")


LIBRARY = (PROJECT / "static" / "pattern-library.css").read_text(encoding="utf-8")


def schemes() -> dict[str, dict[str, str]]:
    light, dark = SHEETS["tokens.css"].split("@media (prefers-color-scheme: dark)")
    return {"light": dict(COLOUR.findall(light)), "dark": dict(COLOUR.findall(dark))}


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [(text, ground) for text in ("ink", "soft", "link", "flash") for ground in ("paper", "wash")]
    + [("on-flash", "flash")]
    # Cells of a table at the edge beyond which it goes on.
    + [(text, "rule") for text in ("ink", "soft", "link", *TONES)]
    # Words that an author or a token of code gave a colour, and any words on a ground an author gave one.
    + [(tone, ground) for tone in (*TONES, *HUES) for ground in ("paper", "wash")]
    + [(text, f"mark-{mark}") for text in ("ink", "soft", "link", *TONES) for mark in MARKS],
)
def test_text_is_readable_on_every_ground_it_stands_on(scheme: str, text: str, ground: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_the_only_shade_is_that_of_a_table_that_goes_on() -> None:
    """axe can't judge words on a gradient: those there are are held above."""
    shaded = [line for sheet in SHEETS.values() for line in sheet.splitlines() if "gradient(" in line]
    assert [line.split("{")[0].strip() for line in shaded] == [".table-scroll[tabindex]"]
    assert set(re.findall(r"var\(--([\w-]+)", shaded[0])) == {"paper", "rule"}


def test_both_schemes_name_the_same_colours() -> None:
    assert schemes()["light"].keys() == schemes()["dark"].keys()


def test_every_sheet_is_listed_once_and_every_listed_one_exists() -> None:
    assert sorted(NAMES) == sorted(str(path.relative_to(CSS)) for path in CSS.rglob("*.css"))


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"tokens.css", "print.css"}])
def test_only_the_tokens_hold_colours_and_every_token_used_is_one(name: str) -> None:
    rules = re.sub(r"/\*.*?\*/", "", SHEETS[name], flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", rules)
    assert set(re.findall(r"var\(--([\w-]+)", rules)) <= set(re.findall(r"--([\w-]+):", SHEETS["tokens.css"]))


@pytest.mark.parametrize("name", WITHIN)
def test_a_sheet_within_a_page_is_made_of_the_tokens_and_loads_nothing(name: str) -> None:
    screen = re.sub(r"/\*.*?\*/", "", WITHIN[name], flags=re.DOTALL).split("@layer print")[0]
    own = set()
    if name == "preview.css":  # it shows a story in the greys of other services
        own = set(re.findall(r"--([\w-]+):", screen)) | {"icon", "picture"}
    else:
        assert not re.search(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", screen)
    assert set(re.findall(r"var\(--([\w-]+)", screen)) - own <= set(re.findall(r"--([\w-]+):", SHEETS["tokens.css"]))
    assert not re.search(r"url\(|@import|!important", WITHIN[name])


def test_every_rule_stands_in_a_declared_layer() -> None:
    declared = re.search(r"@layer ([\w, ]+);", SHEETS["tokens.css"])
    assert declared
    layers = declared[1].split(", ")
    assert layers == ["tokens", "reset", "base", "layout", "components", "print"]
    for name, sheet in (SHEETS | WITHIN).items():
        outside = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL).split("@layer")[0].strip()
        assert not outside, f"{name}: {outside[:60]}"


def test_the_style_sheet_asks_nobody_for_anything() -> None:
    whole = "\n".join(SHEETS.values())
    assert "url(" not in whole and "@import" not in whole and "!important" not in whole


def test_every_class_that_a_body_may_hold_for_its_meaning_has_a_rule() -> None:
    whole = "\n".join(SHEETS.values())
    for name in [*(f"tone-{tone}" for tone in TONES), *(f"mark-{mark}" for mark in MARKS), "math", "task"]:
        assert name in sanitize.CLASSES
        assert f".{name}" in whole, name


def test_every_tone_differs_from_the_ink_and_from_each_other() -> None:
    for colours in schemes().values():
        assert len({colours[name] for name in ("ink", "soft", *TONES)}) == len(TONES) + 2


def test_every_class_of_a_template_is_known_to_a_style_sheet() -> None:
    whole = "\n".join([*(SHEETS | WITHIN).values(), LIBRARY])
    for path in (PROJECT / "templates").rglob("*.html"):
        for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            for name in re.sub(r"\{[{%].*?[%}]\}", " ", value).split():
                if not name.endswith("-"):
                    assert f".{name}" in whole, f"{path.name}: class {name} has no rule"


def test_the_pattern_library_shows_every_colour_and_every_size_and_names_none_of_its_own() -> None:
    assert set(re.findall(r"\.swatch-([\w-]+) ", LIBRARY)) == set(schemes()["light"])
    assert set(re.findall(r"\.scale-(\d) ", LIBRARY)) == set(re.findall(r"--type-(\d):", SHEETS["tokens.css"]))
    assert not re.search(r"#[0-9a-f]{3,8}\b|url\(|!important", LIBRARY)
