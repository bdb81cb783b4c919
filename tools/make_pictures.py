"""Draws the sample newsroom's pictures: layered paper landscapes, each from its own seed, the same every time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from paper import Sheet
from scenes_of_people import assembly, banner, festival, marathon, market, stadium, train, wafer
from scenes_of_water import dam, harbour, levee, rain_map, river

ASSETS = Path(__file__).resolve().parent.parent / "sample" / "assets"


@dataclass(frozen=True)
class Scene:
    sky: Sequence[str]
    paint: Callable[[Sheet], None]
    high: int = 900


PICTURES = {
    "haeon-river.jpg": Scene(["#35465c", "#7c7f8e", "#e0a987", "#f2c99c", "#8a7f82"], river),
    "rain-map.jpg": Scene(["#eee8da", "#e6dfce", "#ded6c4"], rain_map),
    "wafer.jpg": Scene(["#0c1622", "#142536", "#0a121c"], wafer, 1200),
    "border-train.jpg": Scene(["#8fa4bd", "#d3b9b4", "#f6d7a9", "#e8c591"], train),
    "assembly.jpg": Scene(["#3a2a22", "#4a3428", "#2a1c18", "#1d1412"], assembly),
    "stadium.jpg": Scene(["#0b1322", "#142440", "#1d3557"], stadium),
    "festival.jpg": Scene(["#0d1420", "#182436", "#0a0e16"], festival),
    "market.jpg": Scene(["#2b2340", "#5a3656", "#b0655a", "#e3a066", "#7a5040"], market, 1200),
    "harbour.jpg": Scene(["#7d97ab", "#c9b9b8", "#f1cdb4", "#d9c2b4"], harbour),
    "marathon.jpg": Scene(["#c6dbe2", "#e3ebe6", "#f3ecd9"], marathon),
    "levee.jpg": Scene(["#5f7288", "#a9aeb3", "#e6cdb6", "#a7a9a6"], levee),
    "dam.jpg": Scene(["#7b8a94", "#a7b0b3", "#c3c6c2", "#c3c6c2"], dam, 1200),
    "newsdao.jpg": Scene(["#15171a", "#1d2530", "#15171a"], banner),
}
LARGEST = 120_000  # bytes: a front page shows a dozen of them


def main() -> None:
    ASSETS.mkdir(parents=True, exist_ok=True)
    for seed, (name, scene) in enumerate(PICTURES.items(), 1):
        sheet = Sheet(seed, scene.sky, scene.high)
        scene.paint(sheet)
        sheet.save(ASSETS / name, LARGEST)
    icon = Path(__file__).resolve().parent.parent / "static" / "icons" / "icon-512.png"
    (ASSETS / "logo.png").write_bytes(icon.read_bytes())


if __name__ == "__main__":
    main()
