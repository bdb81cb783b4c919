"""Draws static/icons/: the site's mark in every size a browser asks for."""

from pathlib import Path

from PIL import Image, ImageDraw

ICONS = Path(__file__).resolve().parent.parent / "static" / "icons"
PAPER, INK, SIGNAL = "#fcfbf8", "#15171a", "#ff4d5e"
_OVER = 8


def mark(size: int, *, margin: float = 0.16) -> Image.Image:
    """A column of news: three headlines, the first with the signal's dot."""
    large = size * _OVER
    image = Image.new("RGB", (large, large), INK)
    draw = ImageDraw.Draw(image)
    left, right, thick = margin * large, (1 - margin) * large, 0.13 * large
    for row, width in enumerate((0.62, 1.0, 0.8)):
        top = margin * large + row * (thick + 0.145 * large)
        draw.rectangle((left, top, left + (right - left) * width, top + thick), fill=PAPER)
    radius = 0.1 * large
    top = margin * large + thick / 2
    draw.ellipse((right - 2 * radius, top - radius, right, top + radius), fill=SIGNAL)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def maskable(size: int) -> Image.Image:
    """The mark within the circle that every phone leaves: 80 % of the width (W3C App Manifest, safe zone)."""
    image = Image.new("RGB", (size, size), INK)
    inner = mark(round(size * 0.75))
    image.paste(inner, ((size - inner.width) // 2,) * 2)
    return image


def main() -> None:
    ICONS.mkdir(parents=True, exist_ok=True)
    for name, size in (("favicon-96", 96), ("icon-180", 180), ("icon-192", 192), ("icon-512", 512)):
        mark(size).save(ICONS / f"{name}.png", optimize=True)
    maskable(512).save(ICONS / "icon-maskable-512.png", optimize=True)
    mark(64, margin=0.1).save(ICONS / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])


if __name__ == "__main__":
    main()
