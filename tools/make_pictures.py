"""Draws the sample newsroom's pictures: layered paper landscapes, each from its own seed, the same every time."""

import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

ASSETS = Path(__file__).resolve().parent.parent / "sample" / "assets"
W, H, OVER = 1600, 900, 2
SAVED = (1280, 720)
Colour = tuple[int, int, int]


def rgb(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


class Sheet:
    """A picture in the making, in units of the finished picture."""

    def __init__(self, seed: int, sky: Sequence[str]) -> None:
        self.random = random.Random(seed)  # noqa: S311 - for drawing
        self.image = gradient(sky)
        self.draw = ImageDraw.Draw(self.image, "RGBA")

    def box(self, x: float, y: float, w: float, h: float, fill: str, alpha: int = 255) -> None:
        self.draw.rectangle([v * OVER for v in (x, y, x + w, y + h)], fill=(*rgb(fill), alpha))

    def disc(self, x: float, y: float, r: float, fill: str, alpha: int = 255) -> None:
        self.draw.ellipse([v * OVER for v in (x - r, y - r, x + r, y + r)], fill=(*rgb(fill), alpha))

    def shape(self, points: Sequence[tuple[float, float]], fill: str, alpha: int = 255) -> None:
        self.draw.polygon([(x * OVER, y * OVER) for x, y in points], fill=(*rgb(fill), alpha))

    def line(self, points: Sequence[tuple[float, float]], fill: str, width: float, alpha: int = 255) -> None:
        self.draw.line([(x * OVER, y * OVER) for x, y in points], (*rgb(fill), alpha), round(width * OVER), "curve")

    def glow(self, x: float, y: float, r: float, fill: str, strength: int) -> None:
        light = Image.new("L", (W // 4, H // 4), 0)
        ImageDraw.Draw(light).ellipse([v / 4 for v in (x - r, y - r, x + r, y + r)], fill=strength)
        light = light.filter(ImageFilter.GaussianBlur(r / 8)).resize(self.image.size)
        self.image.paste(Image.new("RGB", self.image.size, rgb(fill)), mask=light)

    def ridge(self, base: float, height: float, fill: str, rough: float = 1.0, alpha: int = 255) -> None:
        """A torn strip of paper from side to side: hills, clouds or waves."""
        waves = [
            (self.random.uniform(0.6, 2.2) * k, self.random.uniform(0, 6.3), height / k**1.15) for k in (1, 2, 4, 8)
        ]
        top = [
            (
                x,
                base
                - sum(a * rough ** (k > 1) * math.sin(f * x / W * 6.28 + p) for k, (f, p, a) in enumerate(waves, 1)),
            )
            for x in range(-20, W + 40, 10)
        ]
        self.shape([(x + 3, y - 5) for x, y in top] + [(W, H), (0, H)], "#000000", 26)
        self.shape([*top, (W + 40, H + 20), (-40, H + 20)], fill, alpha)

    def water(self, top: float, light: str, alpha: int = 90, count: int = 130) -> None:
        for _ in range(count):
            depth = self.random.random() ** 1.4
            y = top + depth * (H - top)
            length = 30 + 190 * depth * self.random.random()
            x = self.random.uniform(-50, W)
            self.box(x, y, length, 1.5 + 3.5 * depth, light, round(alpha * self.random.uniform(0.25, 1)))

    def rain(self, count: int, fill: str, alpha: int) -> None:
        for _ in range(count):
            x, y, n = self.random.uniform(-100, W), self.random.uniform(-60, H), self.random.uniform(30, 110)
            self.line([(x, y), (x - n * 0.22, y + n)], fill, 1.4, round(alpha * self.random.uniform(0.3, 1)))

    def person(self, x: float, foot: float, tall: float, fill: str, lean: float = 0.0) -> None:
        hip, neck = foot - tall * 0.46, foot - tall * 0.8
        step = tall * 0.13
        for side in (-1, 1):
            self.line([(x + lean * tall * 0.1, hip), (x + side * step, foot)], fill, tall * 0.085)
        self.line([(x + lean * tall * 0.1, hip), (x + lean * tall * 0.25, neck)], fill, tall * 0.17)
        self.disc(x + lean * tall * 0.3, foot - tall * 0.91, tall * 0.085, fill)

    def save(self, name: str, quality: int = 74) -> None:
        picture = grained(self.image.resize(SAVED, Image.Resampling.LANCZOS), self.random)
        picture.save(ASSETS / name, quality=quality, optimize=True, progressive=True)


def gradient(stops: Sequence[str]) -> Image.Image:
    column = Image.new("RGB", (1, len(stops)))
    for place, stop in enumerate(stops):
        column.putpixel((0, place), rgb(stop))
    return column.resize((W * OVER, H * OVER), Image.Resampling.BICUBIC)


def grained(image: Image.Image, dice: random.Random) -> Image.Image:
    """Paper's grain, coarse enough to survive JPEG."""
    width, height = image.size
    coarse = Image.frombytes("L", (width // 2, height // 2), dice.randbytes((width // 2) * (height // 2)))
    noise = coarse.resize(image.size, Image.Resampling.BICUBIC)
    noise = noise.point(lambda value: 128 + (value - 128) // 9)
    return ImageChops.overlay(image, Image.merge("RGB", (noise,) * 3))


def river(s: Sheet) -> None:
    s.glow(1180, 420, 260, "#ffd9a0", 190)
    s.disc(1180, 430, 62, "#fff0cf")
    s.ridge(470, 60, "#5d6f83")
    s.ridge(520, 40, "#42566c")
    s.box(0, 560, W, 340, "#2f4a5e")
    s.water(570, "#f1c48d", 120, 220)
    for x in range(-80, W + 200, 260):
        s.box(x, 500, 34, 150, "#1c2833")
        s.shape(
            [(x - 120, 512), (x + 17, 440), (x + 154, 512), (x + 154, 522), (x + 17, 452), (x - 120, 522)], "#1c2833"
        )
    s.box(0, 506, W, 20, "#1c2833")
    for x in range(20, W, 130):
        s.disc(x, 498, 5, "#ffe3ad")
    s.ridge(850, 26, "#18232d")


def rain_map(s: Sheet) -> None:
    for place, (radius, fill) in enumerate(
        [(430, "#b9d2da"), (330, "#86b3c4"), (235, "#4d89a6"), (150, "#235f86"), (74, "#12395c")]
    ):
        points = []
        for step in range(72):
            angle = step / 72 * math.tau
            wobble = 1 + 0.16 * math.sin(3 * angle + place) + 0.09 * math.sin(7 * angle - 2 * place)
            points.append(
                (930 + 1.5 * radius * wobble * math.cos(angle), 420 + 0.82 * radius * wobble * math.sin(angle))
            )
        s.shape(points, fill, 235)
    course = [
        (-20, 780),
        (180, 700),
        (330, 720),
        (520, 590),
        (690, 600),
        (860, 480),
        (1010, 470),
        (1180, 330),
        (1400, 300),
        (1640, 160),
    ]
    s.line(course, "#fdfaf2", 13)
    s.line(course, "#15171a", 4)
    for x, y in ((330, 720), (860, 480), (1180, 330)):
        s.disc(x, y, 17, "#15171a")
        s.disc(x, y, 10, "#fdfaf2")


def wafer(s: Sheet) -> None:
    s.glow(820, 450, 560, "#4d6a8a", 150)
    for radius, fill in ((392, "#0b1420"), (384, "#8fa6b8"), (372, "#223650")):
        s.disc(820, 460, radius, fill)
    palette = ["#36587d", "#47719b", "#5f8db3", "#3f6a70", "#6d8f74", "#a98f5e", "#b3705c", "#7b5a80"]
    for column in range(-9, 10):
        for row in range(-9, 10):
            x, y = 820 + column * 40, 460 + row * 40
            if math.hypot(x - 820, y - 460) < 342:
                hue = (column * 0.8 + row * 0.55 + 9) / 2.4
                s.box(x - 17, y - 17, 34, 34, palette[int(hue) % len(palette)], 235)
                s.box(x - 17, y - 17, 34, 6, "#ffffff", 30)
    s.shape([(820, 460), (575, 190), (680, 125)], "#ffffff", 26)
    s.shape([(820, 460), (1065, 730), (960, 795)], "#ffffff", 20)


def train(s: Sheet) -> None:
    s.glow(420, 470, 300, "#ffe2b0", 200)
    s.disc(420, 470, 58, "#fff4d8")
    s.ridge(500, 46, "#b7a3a4")
    s.ridge(560, 34, "#8f8791")
    s.ridge(620, 16, "#cbb27c", 0.5)
    for x in range(240, 1660, 235):
        s.box(x, 520, 228, 92, "#24384b")
        s.box(x, 520, 228, 12, "#e9e2d0")
        s.box(x, 588, 228, 8, "#c4122f")
        for window in range(5):
            s.box(x + 16 + window * 42, 544, 30, 28, "#ffe7ae")
        for wheel in (40, 70, 160, 190):
            s.disc(x + wheel, 618, 10, "#15202b")
    s.shape([(240, 520), (168, 566), (152, 612), (240, 612)], "#24384b")
    s.box(0, 626, W, 8, "#3b3a38")
    for x in range(90, W, 300):
        s.box(x, 400, 7, 230, "#3d434a")
        s.line([(x - 300, 422), (x, 410), (x + 300, 422)], "#3d434a", 2)
    s.ridge(740, 16, "#a98b53", 0.4)
    s.ridge(820, 18, "#84693f", 0.4)


def assembly(s: Sheet) -> None:
    s.glow(800, 520, 520, "#f0c98a", 120)
    s.ridge(640, 30, "#1d2a3a")
    s.box(330, 470, 940, 250, "#d9cdb8")
    s.shape([(290, 470), (1310, 470), (1270, 430), (330, 430)], "#c7b99f")
    s.draw.pieslice([v * OVER for v in (590, 230, 1010, 640)], 180, 360, fill=rgb("#7fa09a"))
    s.box(590, 420, 420, 18, "#b9ab92")
    for column in range(12):
        x = 356 + column * 78
        s.box(x, 486, 28, 216, "#efe7d8")
        s.box(x + 28, 486, 12, 216, "#8d8169", 120)
        if column < 11:
            s.box(x + 46, 520, 24, 120, "#ffdf9b")
    for step in range(5):
        s.box(300 - step * 26, 708 + step * 18, 1000 + step * 52, 18, ["#cbbd9f", "#b7a98d"][step % 2])
    s.box(0, 798, W, 110, "#131c28")
    for x in range(60, W, 170):
        s.person(x + s.random.uniform(-40, 40), 850 + s.random.uniform(-10, 20), 70, "#0a1018")


def stadium(s: Sheet) -> None:
    for x in (250, 1350):
        s.glow(x, 150, 260, "#eaf4ff", 190)
        s.box(x - 8, 140, 16, 480, "#1a2431")
        for row in range(3):
            for lamp in range(6):
                s.disc(x - 75 + lamp * 30, 96 + row * 30, 10, "#ffffff")
        s.shape([(x, 140), (x - 420, 900), (x + 420, 900)], "#eaf4ff", 26)
    s.shape([(0, 470), (W, 470), (W, 650), (0, 650)], "#26384d")
    for _ in range(2600):
        x, y = s.random.uniform(0, W), s.random.uniform(478, 640)
        s.disc(x, y, 3.2, s.random.choice(["#c4122f", "#e6d9bf", "#5f7f9f", "#e1a23b", "#3a4f66"]), 190)
    for stripe in range(8):
        left, right = 800 + (stripe - 4) * 260, 800 + (stripe - 3) * 260
        top_left, top_right = 800 + (stripe - 4) * 190, 800 + (stripe - 3) * 190
        s.shape([(top_left, 640), (top_right, 640), (right, 900), (left, 900)], ["#2f7a52", "#37885d"][stripe % 2])
    s.box(0, 636, W, 6, "#f3f0e9")
    s.line([(800, 642), (800, 900)], "#f3f0e9", 5)
    s.draw.ellipse([v * OVER for v in (620, 730, 980, 850)], outline=rgb("#f3f0e9"), width=5 * OVER)
    for x, y, fill in (
        (520, 760, "#c4122f"),
        (700, 840, "#f3f0e9"),
        (930, 720, "#c4122f"),
        (1130, 800, "#f3f0e9"),
        (1290, 730, "#c4122f"),
    ):
        s.person(x, y, 84, fill, 0.5)
    s.disc(1010, 792, 9, "#ffffff")


def festival(s: Sheet) -> None:
    s.glow(800, 330, 520, "#9db7d8", 150)
    s.box(388, 122, 824, 436, "#0b0f16")
    s.image.paste(
        gradient(["#f3b27a", "#d9776b", "#6f5a86"]).resize((800 * OVER, 412 * OVER)), (400 * OVER, 134 * OVER)
    )
    s.disc(960, 330, 66, "#fff1d0")
    s.shape([(400, 470), (640, 420), (860, 466), (1200, 410), (1200, 546), (400, 546)], "#3b3557")
    s.person(720, 500, 120, "#17142a")
    s.person(790, 500, 96, "#17142a")
    s.shape([(400, 558), (1200, 558), (1460, 900), (140, 900)], "#ffd7a8", 20)
    s.rain(420, "#dbe6f5", 110)
    for row in range(4):
        for seat in range(15):
            x, y = 60 + seat * 108 + (row % 2) * 50, 690 + row * 62
            s.disc(x, y, 27 + row * 4, "#05070b")
            s.shape([(x - 52, y + 110), (x - 40, y + 30), (x + 40, y + 30), (x + 52, y + 110)], "#05070b")
    for x, y, fill in ((330, 660, "#c4122f"), (900, 700, "#e1a23b"), (1290, 668, "#7fa09a")):
        s.draw.pieslice([v * OVER for v in (x - 110, y - 60, x + 110, y + 90)], 180, 360, fill=rgb(fill))
        s.line([(x, y + 10), (x, y + 90)], "#0b0f16", 5)


def market(s: Sheet) -> None:
    s.ridge(470, 30, "#6a4a5d")
    for x in range(-40, W, 330):
        s.box(x, 430, 300, 340, s.random.choice(["#5a3f37", "#4d4a52", "#6b4b35"]))
        for fold in range(6):
            s.shape(
                [
                    (x - 16 + fold * 56, 430),
                    (x + 40 + fold * 56, 430),
                    (x + 34 + fold * 58, 520),
                    (x - 26 + fold * 58, 520),
                ],
                ["#c4122f", "#efe3cd"][fold % 2] if (x // 330) % 2 else ["#2f6f6a", "#efe3cd"][fold % 2],
            )
        s.box(x + 20, 610, 260, 30, "#2c211d")
        for fruit in range(11):
            s.disc(
                x + 36 + fruit * 24,
                602 - 10 * (fruit % 2),
                14,
                s.random.choice(["#e0762c", "#d3a12f", "#b3402f", "#8f9c4a"]),
            )
    s.line([(0, 200), (400, 300), (800, 210), (1200, 310), (1600, 190)], "#2a1d24", 4)
    for place in range(16):
        x = 40 + place * 102
        y = 250 + 46 * math.sin(place * 1.57 + 4.6)
        s.glow(x, y, 60, "#ffca70", 150)
        s.disc(x, y, 20, "#ffe2a3")
    s.box(0, 770, W, 140, "#2a1f22")
    for x in (180, 300, 560, 760, 820, 1080, 1330, 1420):
        s.person(x, 850 + s.random.uniform(-20, 26), s.random.uniform(140, 180), "#150f14", s.random.uniform(-0.3, 0.3))


def harbour(s: Sheet) -> None:
    s.glow(1150, 400, 330, "#ffdcc0", 180)
    s.ridge(440, 44, "#8aa0ab")
    s.ridge(480, 20, "#6c8794")
    s.box(0, 500, W, 400, "#54798a")
    s.water(505, "#fbe3cd", 120, 240)
    for x, y, size, fill in (
        (210, 600, 1.0, "#b8433a"),
        (640, 640, 1.25, "#2d5468"),
        (1090, 590, 0.9, "#d9a441"),
        (1320, 720, 1.45, "#e9e2d2"),
    ):

        def at(dx: float, dy: float, x: float = x, y: float = y, size: float = size) -> tuple[float, float]:
            return x + dx * size, y + dy * size

        s.shape([at(0, 0), at(230, 0), at(196, 56), at(34, 56)], fill)
        s.shape([at(0, 0), at(230, 0), at(226, 12), at(4, 12)], "#ffffff", 90)
        s.box(*at(62, -52), 70 * size, 52 * size, "#f0eadb")
        s.box(*at(74, -42), 18 * size, 18 * size, "#35505f")
        s.box(*at(104, -42), 18 * size, 18 * size, "#35505f")
        s.line([at(160, 0), at(160, -150)], "#31373c", 5 * size)
        s.line([at(160, -146), at(222, -8)], "#31373c", 2 * size)
        s.line([at(160, -146), at(30, -4)], "#31373c", 2 * size)
    s.shape([(0, 830), (W, 790), (W, 900), (0, 900)], "#4a4541")


def marathon(s: Sheet) -> None:
    s.ridge(480, 60, "#a9c0c4")
    s.box(0, 520, W, 150, "#7fa3ad")
    s.water(522, "#ffffff", 80, 60)
    s.shape([(0, 620), (W, 560), (W, 900), (0, 900)], "#8f8d88")
    s.shape([(0, 612), (W, 552), (W, 570), (0, 632)], "#e9e4d8")
    for x in range(0, W, 120):
        y = 612 - 60 * x / W
        s.line([(x, y), (x + 60, y - 170), (x + 120, y - 4)], "#c4122f", 9)
    s.line([(0, 442), (W, 382)], "#c4122f", 12)
    colours = ["#c4122f", "#1f4e79", "#e0a92e", "#2f7a52", "#f4f1ea", "#6b3f74"]
    for place in range(15):
        x, y = 110 + place * 98 + s.random.uniform(-20, 20), 720 + 34 * (place % 4) + s.random.uniform(-8, 8)
        tall = 150 + 16 * (place % 4)
        s.shape([(x - 20, y + 6), (x + 90, y + 6), (x + 70, y + 16), (x - 40, y + 16)], "#000000", 50)
        s.line(
            [(x, y - tall * 0.46), (x - tall * 0.25, y - tall * 0.1), (x - tall * 0.36, y - tall * 0.2)],
            "#3b2f2a",
            tall * 0.075,
        )
        s.line(
            [(x, y - tall * 0.46), (x + tall * 0.16, y - tall * 0.22), (x + tall * 0.13, y)], "#5b4638", tall * 0.075
        )
        s.line([(x, y - tall * 0.46), (x + tall * 0.1, y - tall * 0.8)], colours[place % 6], tall * 0.18)
        s.line(
            [
                (x + tall * 0.08, y - tall * 0.75),
                (x + tall * 0.24, y - tall * 0.55),
                (x + tall * 0.36, y - tall * 0.66),
            ],
            "#5b4638",
            tall * 0.06,
        )
        s.disc(x + tall * 0.14, y - tall * 0.92, tall * 0.085, "#3b2f2a")


def levee(s: Sheet) -> None:
    s.glow(800, 300, 520, "#f4efe2", 120)
    s.ridge(430, 40, "#b9bfbd", alpha=200)
    s.ridge(500, 30, "#9ca6a6", alpha=220)
    s.shape([(0, 560), (620, 520), (800, 900), (0, 900)], "#7f9097")
    s.water(560, "#eef0ea", 70, 110)
    s.shape([(560, 540), (680, 528), (1500, 900), (700, 900)], "#8c8467")
    s.shape([(640, 531), (680, 528), (1600, 860), (1600, 900), (1400, 900)], "#6f6a50")
    for step in range(9):
        scale = 0.35 + step * 0.16
        s.person(660 + step * 66, 552 + step * 38, 110 * scale, "#23272a", 0.15)
        s.glow(668 + step * 66 + 26 * scale, 552 + step * 38 - 40 * scale, 34 * scale, "#ffe9ae", 170)
    for row in range(3):
        s.ridge(640 + row * 60, 26, "#eef0ee", alpha=36)


def banner(s: Sheet) -> None:
    """The site's own picture, as such sites have one for everything: not a story's."""
    for row, width in enumerate((900, 1180, 760)):
        s.box(210, 300 + row * 110, width, 56, "#fcfbf8", 235 - row * 50)
    s.disc(1330, 328, 40, "#ff4d5e")


PICTURES: dict[str, tuple[Sequence[str], Callable[[Sheet], None]]] = {
    "haeon-river.jpg": (["#35465c", "#7c7f8e", "#e0a987", "#f2c99c", "#8a7f82"], river),
    "rain-map.jpg": (["#eee8da", "#e6dfce", "#ded6c4"], rain_map),
    "wafer.jpg": (["#0c1622", "#142536", "#0a121c"], wafer),
    "border-train.jpg": (["#8fa4bd", "#d3b9b4", "#f6d7a9", "#e8c591"], train),
    "assembly.jpg": (["#101a2b", "#24334c", "#57536a", "#a07f6b"], assembly),
    "stadium.jpg": (["#0b1322", "#142440", "#1d3557"], stadium),
    "festival.jpg": (["#0d1420", "#182436", "#0a0e16"], festival),
    "market.jpg": (["#2b2340", "#6a3f5a", "#c2725c", "#e3a066"], market),
    "harbour.jpg": (["#7d97ab", "#c9b9b8", "#f1cdb4", "#d9c2b4"], harbour),
    "marathon.jpg": (["#c6dbe2", "#e3ebe6", "#f3ecd9"], marathon),
    "levee.jpg": (["#cfd3d0", "#dcdcd4", "#c4c8c5"], levee),
    "newsdao.jpg": (["#15171a", "#1d2530", "#15171a"], banner),
}


def main() -> None:
    ASSETS.mkdir(parents=True, exist_ok=True)
    for seed, (name, (sky, paint)) in enumerate(PICTURES.items(), 1):
        sheet = Sheet(seed, sky)
        paint(sheet)
        sheet.save(name)
    icon = Path(__file__).resolve().parent.parent / "static" / "icons" / "icon-512.png"
    (ASSETS / "logo.png").write_bytes(icon.read_bytes())


if __name__ == "__main__":
    main()
