"""Cut paper for `make_pictures.py`: torn strips, lights, water, rain, people and grain, the same from the same seed."""

import math
import random
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

W, OVER, SAVED_WIDTH = 1600, 2, 1280
Colour = tuple[int, int, int]
Point = tuple[float, float]


def rgb(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


class Sheet:
    """A picture in the making, 1600 units wide and `high` high; drawn twice as large, saved smaller."""

    def __init__(self, seed: int, sky: Sequence[str], high: int = 900) -> None:
        self.random = random.Random(seed)  # noqa: S311 - for drawing
        self.high = high
        self.image = gradient(sky, (W * OVER, high * OVER))
        self.draw = ImageDraw.Draw(self.image, "RGBA")

    def box(self, x: float, y: float, w: float, h: float, fill: str, alpha: int = 255) -> None:
        self.draw.rectangle([v * OVER for v in (x, y, x + w, y + h)], fill=(*rgb(fill), alpha))

    def disc(self, x: float, y: float, r: float, fill: str, alpha: int = 255) -> None:
        self.draw.ellipse([v * OVER for v in (x - r, y - r, x + r, y + r)], fill=(*rgb(fill), alpha))

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str, alpha: int = 255) -> None:
        self.draw.ellipse([v * OVER for v in (x - rx, y - ry, x + rx, y + ry)], fill=(*rgb(fill), alpha))

    def shape(self, points: Sequence[Point], fill: str, alpha: int = 255) -> None:
        self.draw.polygon([(x * OVER, y * OVER) for x, y in points], fill=(*rgb(fill), alpha))

    def line(self, points: Sequence[Point], fill: str, width: float, alpha: int = 255) -> None:
        self.draw.line([(x * OVER, y * OVER) for x, y in points], (*rgb(fill), alpha), round(width * OVER), "curve")

    def limb(self, points: Sequence[Point], fill: str, width: float) -> None:
        """A line with round ends and joints."""
        self.line(points, fill, width)
        for x, y in points:
            self.disc(x, y, width / 2, fill)

    def glow(self, x: float, y: float, r: float, fill: str, strength: int) -> None:
        light = Image.new("L", (W // 4, self.high // 4), 0)
        ImageDraw.Draw(light).ellipse([v / 4 for v in (x - r, y - r, x + r, y + r)], fill=strength)
        light = light.filter(ImageFilter.GaussianBlur(r / 8)).resize(self.image.size)
        self.image.paste(Image.new("RGB", self.image.size, rgb(fill)), mask=light)

    def ridge(self, base: float, height: float, fill: str, rough: float = 1.0, alpha: int = 255) -> None:
        """A torn strip of paper from side to side, down to the foot: hills, clouds or waves."""
        waves = [
            (self.random.uniform(0.6, 2.2) * k, self.random.uniform(0, 6.3), height / k**1.15) for k in (1, 2, 4, 8)
        ]

        def rise(x: float) -> float:
            return sum(a * rough ** (k > 1) * math.sin(f * x / W * 6.28 + p) for k, (f, p, a) in enumerate(waves, 1))

        top = [(x, base - rise(x)) for x in range(-20, W + 40, 10)]
        if alpha == 255:
            self.shape([(x + 3, y - 5) for x, y in top] + [(W, self.high), (0, self.high)], "#000000", 26)
        self.shape([*top, (W + 40, self.high + 20), (-40, self.high + 20)], fill, alpha)

    def water(self, top: float, light: str, alpha: int = 90, count: int = 130, foot: float | None = None) -> None:
        foot = self.high if foot is None else foot
        for _ in range(count):
            depth = self.random.random() ** 1.4
            length = 30 + 190 * depth * self.random.random()
            x, y = self.random.uniform(-50, W), top + depth * (foot - top)
            self.box(x, y, length, 1.5 + 3.5 * depth, light, round(alpha * self.random.uniform(0.25, 1)))

    def shine(self, x: float, top: float, width: float, light: str, alpha: int = 150) -> None:
        """What a low sun leaves on the water below it."""
        for step in range(26):
            y = top + step * (self.high - top) / 26
            half = width * (0.35 + 0.03 * step) * self.random.uniform(0.5, 1)
            shift = self.random.uniform(-0.3, 0.3) * width
            self.box(x + shift - half, y, 2 * half, 2 + step * 0.16, light, round(alpha * self.random.uniform(0.4, 1)))

    def rain(self, count: int, fill: str, alpha: int) -> None:
        for _ in range(count):
            x, y, n = self.random.uniform(0, W + 60), self.random.uniform(-60, self.high), self.random.uniform(30, 110)
            self.line([(x, y), (x - n * 0.22, y + n)], fill, 1.4, round(alpha * self.random.uniform(0.3, 1)))

    def person(self, x: float, foot: float, tall: float, fill: str, turn: int = 1, step: float = 0.12) -> None:
        """Someone in a coat, walking to the right (turn 1) or to the left (-1)."""

        def at(dx: float, up: float) -> Point:
            return x + turn * dx * tall, foot - up * tall

        self.limb([at(0.0, 0.44), at(step * 0.75, 0.24), at(step, 0.03)], fill, tall * 0.075)
        self.limb([at(-0.01, 0.44), at(-step * 0.45, 0.24), at(-step * 1.2, 0.04)], fill, tall * 0.075)
        self.shape([at(-0.095, 0.78), at(0.085, 0.78), at(0.105, 0.36), at(-0.125, 0.36)], fill)
        self.limb([at(-0.055, 0.775), at(0.045, 0.775)], fill, tall * 0.095)
        self.limb([at(-0.075, 0.75), at(-0.115, 0.6), at(-0.1, 0.46)], fill, tall * 0.06)
        self.limb([at(0.065, 0.75), at(0.11, 0.61), at(0.14, 0.48)], fill, tall * 0.06)
        self.limb([at(0.0, 0.8), at(0.01, 0.86)], fill, tall * 0.075)
        self.oval(*at(0.015, 0.915), tall * 0.064, tall * 0.078, fill)

    def runner(self, x: float, foot: float, tall: float, shirt: str, skin: str, hair: str, phase: int = 0) -> None:
        """Someone running to the right. phase: 0 or 1, which leg is in front."""

        def at(dx: float, up: float) -> Point:
            return x + dx * tall, foot - up * tall

        legs = [
            [at(-0.02, 0.47), at(-0.13, 0.28), at(-0.33, 0.27)],
            [at(0.02, 0.47), at(0.19, 0.34), at(0.17, 0.08)],
        ]
        if phase:
            legs = [
                [at(-0.02, 0.47), at(-0.14, 0.24), at(-0.3, 0.08)],
                [at(0.02, 0.47), at(0.21, 0.43), at(0.2, 0.2)],
            ]
        for leg in legs:
            self.limb(leg, skin, tall * 0.075)
            (kx, ky), (fx, fy) = leg[1], leg[2]
            away = math.atan2(fy - ky, fx - kx) - math.pi / 2
            toe = (fx + 0.07 * tall * math.cos(away), fy + 0.07 * tall * math.sin(away))
            self.limb([(fx, fy), toe], "#f3f0e9", tall * 0.05)
            self.limb([leg[0], ((leg[0][0] + 2 * kx) / 3, (leg[0][1] + 2 * ky) / 3)], "#20252c", tall * 0.095)
        swing = -1 if phase else 1
        self.limb([at(0.07, 0.77), at(-0.1 * swing, 0.62), at(-0.02 - 0.12 * swing, 0.52)], skin, tall * 0.05)
        self.limb([at(0.0, 0.5), at(0.07, 0.75)], shirt, tall * 0.15)
        self.limb([at(0.08, 0.77), at(0.15 * swing, 0.6), at(0.06 + 0.2 * swing, 0.66)], skin, tall * 0.05)
        self.limb([at(0.09, 0.8), at(0.11, 0.87)], skin, tall * 0.06)
        self.oval(*at(0.13, 0.925), tall * 0.065, tall * 0.078, skin)
        self.draw.pieslice([v * OVER for v in (*at(0.055, 1.012), *at(0.195, 0.855))], 140, 330, fill=rgb(hair))

    def save(self, file: Path, largest: int) -> None:
        """As the best JPEG of at most `largest` bytes."""
        size = (SAVED_WIDTH, SAVED_WIDTH * self.high // W)
        picture = grained(self.image.resize(size, Image.Resampling.LANCZOS), self.random)
        for quality in range(82, 40, -3):
            picture.save(file, quality=quality, optimize=True, progressive=True)
            if file.stat().st_size <= largest:
                return


def gradient(stops: Sequence[str], size: tuple[int, int]) -> Image.Image:
    column = Image.new("RGB", (1, len(stops)))
    for place, stop in enumerate(stops):
        column.putpixel((0, place), rgb(stop))
    return column.resize(size, Image.Resampling.BICUBIC)


def grained(image: Image.Image, dice: random.Random) -> Image.Image:
    """Paper's grain, coarse enough to survive JPEG."""
    width, height = image.size
    coarse = Image.frombytes("L", (width // 2, height // 2), dice.randbytes((width // 2) * (height // 2)))
    noise = coarse.resize(image.size, Image.Resampling.BICUBIC)
    noise = noise.point(lambda value: 128 + (value - 128) // 9)
    return ImageChops.overlay(image, Image.merge("RGB", (noise,) * 3))
