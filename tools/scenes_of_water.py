"""Scenes for `make_pictures.py`: the river, its levee and dam, the sea, the rain."""

import math

from paper import Sheet, W


def river(s: Sheet) -> None:
    s.glow(1180, 420, 260, "#ffd9a0", 190)
    s.disc(1180, 430, 62, "#fff0cf")
    s.ridge(470, 60, "#5d6f83")
    s.ridge(520, 40, "#42566c")
    s.box(0, 560, W, 340, "#2f4a5e")
    s.shine(1180, 572, 120, "#ffdca6")
    s.water(570, "#f1c48d", 110, 200)
    for x in range(-80, W + 200, 260):
        s.box(x, 500, 34, 118, "#1c2833")
        s.box(x - 14, 612, 62, 5, "#cfae8b", 130)
        arch = [(x - 120, 512), (x + 17, 440), (x + 154, 512), (x + 154, 522), (x + 17, 452), (x - 120, 522)]
        s.shape(arch, "#1c2833")
    s.box(0, 506, W, 20, "#1c2833")
    for x in range(20, W, 130):
        s.disc(x, 498, 5, "#ffe3ad")
    # What stands in the water tells of the flood: lamps of the river walk, crowns of its trees.
    for x, y, tall in ((150, 742, 128), (330, 764, 140), (520, 788, 152), (730, 812, 166)):
        s.limb([(x, y), (x, y - tall), (x + 34, y - tall - 8)], "#141d26", 7)
        s.glow(x + 36, y - tall + 2, 46, "#ffe0a4", 150)
        s.disc(x + 36, y - tall - 2, 9, "#fff0cc")
        s.box(x - 34, y - 2, 76, 4, "#e9c295", 120)
    for x, y, r in ((1010, 800, 44), (1140, 838, 62), (1330, 792, 50), (1490, 846, 74)):
        for dx, dy, k in ((-0.7, -0.1, 0.72), (0.1, -0.55, 0.95), (0.75, -0.05, 0.7)):
            s.disc(x + dx * r, y + dy * r, r * k, "#16242b")
        s.box(x - 2 * r, y + 0.3 * r, 4 * r, r, "#2a4254")
        s.box(x - 1.6 * r, y + 0.3 * r, 3.1 * r, 4, "#e9c295", 110)
    s.ridge(884, 14, "#121b23")


def levee(s: Sheet) -> None:
    """The hour before sunrise: the river stands high to the left, roofs lie low to the right, lamps go between."""
    s.glow(1010, 340, 420, "#f2d3b4", 130)
    s.ridge(400, 54, "#8c9aa8")
    s.ridge(452, 34, "#75879a")
    s.box(0, 486, 900, 420, "#5f7d92")
    s.water(496, "#d9e2e6", 90, 150)
    s.shape([(800, 500), (W, 470), (W, 900), (800, 900)], "#3c4a52")
    for row in range(4):
        size = 40 + 24 * row
        for place in range(7):
            x, y = 1010 + row * 66 + place * size * 2.5, 548 + row * 74
            s.box(x, y, size * 1.6, size, ["#2d383f", "#333f46"][place % 2])
            s.shape([(x - size * 0.2, y), (x + size * 0.8, y - size * 0.6), (x + size * 1.8, y)], "#222b31")
            if s.random.random() < 0.45:
                s.box(x + size * 0.55, y + size * 0.3, size * 0.32, size * 0.36, "#ffd58a")
    s.shape([(770, 488), (806, 488), (1010, 900), (330, 900)], "#7d7a5c")
    s.shape([(800, 488), (822, 492), (1330, 900), (960, 900)], "#56573f")
    s.shape([(778, 488), (798, 488), (890, 900), (520, 900)], "#a39a72")
    for step in range(8):
        k = 0.16 + 0.115 * step**1.18
        x, foot = 786 - 9 * step**1.3 + (-1) ** step * 62 * k, 506 + 31 * step**1.24
        s.glow(x + 62 * k, foot - 40 * k, 70 * k + 12, "#ffe5a0", 170)
        s.oval(x, foot, 40 * k, 7 * k, "#3c3a2b", 140)
        s.person(x, foot, 150 * k, "#1d2429", turn=1 if step % 3 else -1)
        s.disc(x + (26 if step % 3 else -26) * k, foot - 74 * k, 7 * k + 1, "#fff6d8")
    for y, alpha in ((470, 60), (560, 34)):
        fog = [(x, y + 16 * math.sin(x / 190 + y)) for x in range(-20, W + 40, 20)]
        s.shape([*fog, *[(x, y + 44 + 12 * math.sin(x / 150)) for x, y in reversed(fog)]], "#e9edee", alpha)


def dam(s: Sheet) -> None:
    """Twelve gates of which the middle ones are open."""
    s.ridge(330, 90, "#8496a2")
    s.ridge(420, 60, "#6a7f89")
    s.box(0, 450, W, 210, "#a9aca6")
    s.box(0, 450, W, 26, "#c9c9bf")
    for x in range(26, W, 66):
        s.box(x, 424, 6, 28, "#565f63")
    s.box(0, 420, W, 6, "#565f63")
    s.shape([(0, 660), (W, 660), (W, 1010), (0, 1010)], "#8f938e")
    for gate in range(12):
        x, is_open = 62 + gate * 124, 2 <= gate <= 9
        s.box(x, 500, 88, 200, "#43525b")
        s.box(x, 500, 88, 70 if is_open else 180, "#2f7f78" if not is_open else "#39978e")
        for bar in range(3 if not is_open else 1):
            s.box(x, 530 + bar * 50, 88, 6, "#21544f")
        s.shape([(x - 36, 470), (x - 4, 470), (x - 4, 980), (x - 44, 980)], "#bfc1b8")
        s.shape([(x - 4, 476), (x + 4, 476), (x + 4, 980), (x - 4, 980)], "#7b807c")
        if is_open:
            s.shape([(x, 572), (x + 88, 572), (x + 104, 1010), (x - 14, 1010)], "#e8eef0")
            for _ in range(26):
                along, top = s.random.uniform(2, 84), s.random.uniform(580, 860)
                s.box(x + along, top, 2.5, s.random.uniform(40, 130), s.random.choice(["#b9cbd3", "#ffffff"]), 170)
    s.shape([(1496, 470), (1536, 470), (1540, 980), (1492, 980)], "#bfc1b8")
    s.box(0, 980, W, 220, "#7f9aa5")
    for _ in range(240):
        x, y = s.random.uniform(230, 1370), s.random.gauss(990, 20)
        s.disc(x, y, s.random.uniform(10, 46), s.random.choice(["#f4f7f7", "#dfe8ea", "#c7d6db"]), 120)
    s.water(1010, "#eef3f4", 150, 150)
    s.rain(260, "#e9eef0", 90)


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
