"""Scenes for `make_pictures.py`: what people make and where they meet."""

import math

from paper import OVER, Sheet, W, gradient, rgb


def wafer(s: Sheet) -> None:
    cx, cy, radius = 800, 600, 500
    s.glow(cx, cy, 720, "#4d6a8a", 150)
    s.oval(cx + 26, cy + 40, radius + 16, radius + 16, "#04080d", 120)
    for r, fill in ((radius + 12, "#0b1420"), (radius, "#9fb3c2"), (radius - 14, "#1d2f47")):
        s.disc(cx, cy, r, fill)
    palette = ["#31527a", "#41699a", "#5a89b4", "#4f8f92", "#6f9a72", "#b39a5e", "#bd765a", "#84597f", "#54507f"]
    for column in range(-9, 10):
        for row in range(-9, 10):
            x, y = cx + column * 52, cy + row * 52
            if math.hypot(x - cx, y - cy) < radius - 44:
                hue = (column * 0.75 + row * 0.5 + 10 + s.random.uniform(-0.35, 0.35)) / 2.3
                s.box(x - 23, y - 23, 46, 46, palette[int(hue) % len(palette)], 240)
                s.box(x - 23, y - 23, 46, 8, "#ffffff", 26)
                s.box(x - 15, y - 9, 14, 22, "#0d1724", 50)
                s.box(x + 4, y - 9, 12, 9, "#0d1724", 50)
    s.shape([(cx, cy), (cx - 318, cy - 352), (cx - 160, cy - 446)], "#ffffff", 26)
    s.shape([(cx, cy), (cx + 318, cy + 352), (cx + 160, cy + 446)], "#ffffff", 18)
    s.shape([(cx - 26, cy + radius + 2), (cx, cy + radius - 26), (cx + 26, cy + radius + 2)], "#0b1420")


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
    """A hall from its last row: the lit rostrum, half rings of benches, and who sits there."""
    s.glow(800, 210, 560, "#c98f55", 150)
    for x in range(40, W, 160):
        s.box(x, 0, 74, 420, "#2c2320", 150)
        s.box(x + 74, 0, 6, 420, "#e3b67c", 60)
    s.oval(800, 330, 620, 190, "#8a5a37")
    s.oval(800, 344, 560, 160, "#a87446")
    s.box(560, 116, 480, 190, "#5d3c28")
    s.box(574, 128, 452, 178, "#6d4930")
    s.oval(800, 206, 52, 52, "#e9c27f")
    s.oval(800, 206, 36, 36, "#8f623a")
    s.box(640, 282, 320, 66, "#3d2619")
    s.box(640, 282, 320, 10, "#e9c27f")
    s.person(800, 352, 118, "#17110e", step=0.02)
    s.box(748, 304, 104, 52, "#54351f")
    s.box(748, 304, 104, 7, "#f0d29a")
    s.glow(800, 250, 90, "#ffe7b5", 90)
    for ring in range(6):
        rx, ry, y = 380 + ring * 150, 74 + ring * 46, 372 + ring * 40
        wood, edge = (["#7b2f2f", "#6a2727"][ring % 2], "#c07a55")
        s.draw.arc([v * OVER for v in (800 - rx, y - ry, 800 + rx, y + ry)], 8, 172, rgb(wood), (34 + ring * 9) * OVER)
        s.draw.arc([v * OVER for v in (800 - rx, y - ry, 800 + rx, y + ry)], 8, 172, rgb(edge), 4 * OVER)
        for seat in range(15 + ring * 2):
            angle = math.radians(16 + seat * 148 / (14 + ring * 2))
            x, top, r = 800 + rx * math.cos(angle), y + ry * math.sin(angle), 13 + ring * 4.2
            if s.random.random() < 0.82:
                fill = s.random.choice(["#1b1715", "#241c1a", "#2b2f3a"])
                s.oval(x, top - r * 0.2, r * 1.5, r * 1.15, fill)
                s.disc(x, top - r * 1.5, r * 0.78, fill)


def stadium(s: Sheet) -> None:
    s.shape([(0, 300), (260, 392), (1340, 392), (1600, 300), (1600, 640), (0, 640)], "#1b2a3d")
    s.shape([(0, 268), (270, 372), (1330, 372), (1600, 268), (1600, 306), (1330, 396), (270, 396), (0, 306)], "#0c141f")
    palette = ["#c4122f", "#d9cdb2", "#5f7f9f", "#c98d35", "#3a4f66", "#3a4f66", "#7d2434"]
    for row in range(12):
        y = 412 + row * 19
        for place in range(100):
            x = place * 16.2 + (row % 2) * 8 + s.random.uniform(-2, 2)
            if s.random.random() < 0.84:
                s.disc(x, y, 4.4, s.random.choice(palette), 210)
    for x in (290, 1310):
        s.glow(x, 130, 240, "#eaf4ff", 150)
        s.box(x - 7, 150, 14, 236, "#0f1823")
        s.box(x - 96, 66, 192, 104, "#0f1823")
        for row in range(3):
            for lamp in range(6):
                s.disc(x - 75 + lamp * 30, 86 + row * 32, 11, "#ffffff")
        s.shape([(x - 90, 170), (x + 90, 170), (x + 520, 900), (x - 520, 900)], "#eaf4ff", 18)
    s.box(0, 636, W, 264, "#2b7350")
    for stripe in range(-2, 11):
        left, right = 800 + (stripe - 4) * 290, 800 + (stripe - 3) * 290
        top_left, top_right = 800 + (stripe - 4) * 200, 800 + (stripe - 3) * 200
        s.shape([(top_left, 640), (top_right, 640), (right, 900), (left, 900)], ["#2f7a52", "#37885d"][stripe % 2])
    s.box(0, 622, W, 20, "#101a26")
    s.box(0, 640, W, 5, "#f3f0e9")
    s.line([(800, 645), (800, 900)], "#f3f0e9", 5)
    s.draw.ellipse([v * OVER for v in (600, 716, 1000, 862)], outline=rgb("#f3f0e9"), width=5 * OVER)
    red, white, tan, dark = "#c4122f", "#f3f0e9", "#d9a982", "#221a16"
    for x, y, tall, shirt, phase in (
        (300, 772, 118, white, 0),
        (560, 724, 104, red, 1),
        (720, 862, 150, red, 0),
        (905, 832, 144, white, 1),
        (1120, 738, 108, red, 1),
        (1370, 806, 128, white, 0),
    ):
        s.oval(x + 8, y + 2, tall * 0.3, tall * 0.045, "#173f2c", 150)
        s.runner(x, y, tall, shirt, tan, dark, phase)
    s.oval(806, 858, 17, 4, "#173f2c", 150)
    s.disc(806, 846, 12, "#ffffff")


def festival(s: Sheet) -> None:
    s.glow(800, 330, 520, "#9db7d8", 150)
    for x in (420, 1160):
        s.box(x, 540, 20, 150, "#070a10")
    s.box(388, 92, 824, 456, "#0b0f16")
    s.image.paste(gradient(["#f3b27a", "#d9776b", "#6f5a86"], (800 * OVER, 432 * OVER)), (400 * OVER, 104 * OVER))
    s.disc(985, 310, 66, "#fff1d0")
    s.shape([(400, 424), (620, 378), (860, 430), (1200, 366), (1200, 536), (400, 536)], "#5a4775")
    s.shape([(400, 470), (700, 446), (940, 484), (1200, 440), (1200, 536), (400, 536)], "#3b3557")
    s.person(700, 500, 128, "#17142a")
    s.person(772, 506, 104, "#17142a")
    s.shape([(400, 548), (1200, 548), (1500, 900), (100, 900)], "#ffd7a8", 26)
    s.rain(380, "#dbe6f5", 110)
    tones = ["#26324a", "#1b2538", "#111927", "#0a0f18"]
    hues = ["#c4122f", "#e1a23b", "#7fa09a", "#e9e2d0", "#4d6f9c"]
    for row in range(4):
        size = 24 + row * 9
        for seat in range(-1, 22 - 4 * row):
            x = seat * size * 3.1 + (row % 2) * size * 1.5 + s.random.uniform(-8, 8)
            y = 640 + row * 62 + s.random.uniform(-6, 6)
            s.disc(x, y, size * 0.72, tones[row])
            s.oval(x, y + size * 2.3, size * 1.35, size * 1.9, tones[row])
            if s.random.random() < 0.2:
                hood = [v * OVER for v in (x - size * 2.1, y - size * 2.1, x + size * 2.1, y + size * 0.9)]
                s.line([(x + size * 0.6, y - size), (x + size * 0.6, y + size * 1.6)], "#0b0f16", 4)
                s.draw.pieslice(hood, 180, 360, fill=rgb(s.random.choice(hues)))


def market(s: Sheet) -> None:
    """An alley in depth: stalls on both sides, strings of lamps above, persimmons, people in the light."""
    s.glow(800, 620, 420, "#ffc777", 170)
    s.ridge(600, 40, "#54324f")
    far, fog = (800, 640), ["#3a2733", "#432b33", "#4d3033", "#573633"]
    stripes = [("#c4122f", "#efe3cd"), ("#2f6f6a", "#efe3cd"), ("#c98d35", "#efe3cd"), ("#37507a", "#efe3cd")]
    s.shape([(far[0] - 90, 770), (far[0] + 90, 770), (1700, 1200), (-100, 1200)], "#7a5040")
    s.shape([(far[0] - 40, 770), (far[0] + 40, 770), (1150, 1200), (450, 1200)], "#a36e4c", 120)
    for side in (-1, 1):
        wall = [(far[0] + side * 46, 630), (far[0] + side * 1000, 386), (far[0] + side * 1000, 1140)]
        s.shape([*wall, (far[0] + side * 46, 720)], "#2f1f2b")
    for depth in range(4):
        near, back = 0.3 + 0.26 * depth, 0.3 + 0.26 * (depth - 1) + 0.03
        for side in (-1, 1):

            def at(k: float, y: float, side: int = side) -> tuple[float, float]:
                return far[0] + side * k * 760, far[1] + (y - far[1]) * k / 0.82

            s.shape([at(back, 470), at(near, 470), at(near, 1010), at(back, 1010)], fog[depth])
            s.shape([at(back + 0.02, 600), at(near - 0.03, 600), at(near - 0.03, 860), at(back + 0.02, 860)], "#f2b765")
            s.shape([at(back, 850), at(near, 850), at(near, 905), at(back, 905)], "#2c1c1a")
            for fold in range(6):
                a, b = back + (near - back) * fold / 6, back + (near - back) * (fold + 1) / 6
                drop = 24 * near
                lean = -side * 60 * near
                (ax, ay), (bx, by) = at(a, 545), at(b, 545)
                (cx, cy), (dx, dy) = at(b, 470), at(a, 470)
                fill = stripes[(depth + (side > 0)) % 4][fold % 2]
                s.shape([(dx, dy), (cx, cy), (bx + lean, by + drop), (ax + lean, ay + drop)], fill)
            for fruit in range(12):
                x, y = at(back + (near - back) * (fruit + 0.5) / 12, 846)
                hue = s.random.choice(["#e0762c", "#e58a34", "#d3a12f", "#b3402f"])
                s.disc(x, y - 5 * (fruit % 2), 17 * near, hue)
    for string, (y, sag) in enumerate(((120, 190), (260, 150), (392, 96))):
        wire = [(x, y + sag * (1 - ((x - 800) / 800) ** 2)) for x in range(-40, W + 41, 40)]
        s.line(wire, "#241722", 4 - string)
        for place in range(3 + string, len(wire), 5 - string):
            x, top = wire[place]
            s.glow(x, top + 22, 74 - 18 * string, "#ffca70", 150)
            s.oval(x, top + 22, 22 - 5 * string, 26 - 6 * string, ["#ffe2a3", "#ffb667", "#ffd98c"][place % 3])
    for x, foot, tall, turn in (
        (742, 862, 132, 1), (838, 880, 146, -1), (640, 960, 214, 1), (716, 964, 186, 1), (990, 1010, 258, -1),
        (470, 1120, 344, 1), (1180, 1160, 372, -1),
    ):  # fmt: skip
        s.oval(x, foot, tall * 0.2, tall * 0.03, "#1a0f10", 130)
        s.person(x, foot, tall, "#1c1218", turn)


def marathon(s: Sheet) -> None:
    s.glow(300, 200, 260, "#fff7df", 150)
    s.ridge(470, 60, "#b4c9cb")
    s.ridge(500, 26, "#94b0b5")
    s.box(0, 520, W, 150, "#7fa3ad")
    s.water(522, "#ffffff", 110, 110, 660)
    s.shape([(0, 620), (W, 560), (W, 900), (0, 900)], "#8b8a86")
    s.shape([(0, 770), (W, 690), (W, 700), (0, 782)], "#e9e4d8", 90)
    s.shape([(0, 612), (W, 552), (W, 570), (0, 632)], "#e9e4d8")
    for x in range(-120, W, 200):
        y = 612 - 60 * x / W
        s.line([(x, y), (x + 100, y - 260), (x + 200, y - 8)], "#c4122f", 13)
    s.line([(-20, 352), (W + 20, 291)], "#c4122f", 17)
    shirts = ["#c4122f", "#1f4e79", "#e0a92e", "#2f7a52", "#f4f1ea", "#6b3f74", "#d9734e"]
    skins, hairs = ["#e2b48f", "#d19c74", "#b97f58", "#eac2a0", "#8d5a3b"], ["#231a17", "#3a2820", "#1b1a1f", "#54402f"]
    for row in range(3):
        for place in range(6 - row):
            x = (110, 200, 340)[row] + place * (276 + 36 * row) + s.random.uniform(-24, 24)
            y, tall = 716 + 66 * row - 36 * x / W + s.random.uniform(-7, 7), 150 + 44 * row
            s.oval(x + 10, y + 4, tall * 0.34, tall * 0.035, "#55534f", 150)
            look = (s.random.choice(shirts), s.random.choice(skins), s.random.choice(hairs))
            s.runner(x, y, tall, *look, phase=s.random.randrange(2))


def banner(s: Sheet) -> None:
    """The site's own picture, as such sites have one for everything: not a story's."""
    for row, width in enumerate((900, 1180, 760)):
        s.box(210, 300 + row * 110, width, 56, "#fcfbf8", 235 - row * 50)
    s.disc(1330, 328, 40, "#ff4d5e")
