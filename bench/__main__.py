"""`make bench`: NewsDAO beside its peers, one run, ratios only; writes bench/RESULTS.md."""

import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from bench.measure import PROJECT, Series, cpu_per_request, etag_of, granian
from bench.posts import write_site
from bench.saving import save_to_air, save_to_door, served, subscriber
from bench.searching import searches

ROUNDS = 5
REQUESTS = 1500
POSTS = 2000


def flask(*arguments: str, instance: Path) -> float:
    """Wall seconds of a whole `flask` command."""
    command = [str(Path(sys.executable).with_name("flask")), "--app", "app", *arguments]
    began = time.perf_counter()
    subprocess.run(command, cwd=PROJECT, env={"NEWSDAO_INSTANCE": str(instance), "PATH": "/usr/bin:/bin"},
                   check=True, capture_output=True)  # fmt: skip
    return time.perf_counter() - began


def pages(work: Path, instance: Path) -> list[tuple[str, str]]:
    body = work / "home.html"
    rows: dict[str, list[float]] = {"kept": [], "304": [], "peer": [], "rendered": []}
    mine, plain = {"NEWSDAO_INSTANCE": str(instance)}, {"NEWSDAO_INSTANCE": str(instance), "NEWSDAO_CACHE": "off"}
    with granian("app:app", **mine) as (port, pid), granian("app:app", **plain) as (bare_port, bare_pid):
        subprocess.run(["curl", "-s", "-o", str(body), f"http://127.0.0.1:{port}/archive/"], check=True)
        with granian("bench.peer:app", PEER_BODY=str(body)) as (peer_port, peer_pid):
            etag = etag_of(port, "/archive/")
            for _ in range(ROUNDS):  # one after the other, so that the machine's moods fall on all
                rows["kept"].append(cpu_per_request(port, pid, "/archive/", REQUESTS))
                rows["304"].append(cpu_per_request(port, pid, "/archive/", REQUESTS, etag))
                rows["peer"].append(cpu_per_request(peer_port, peer_pid, "/", REQUESTS))
                rows["rendered"].append(cpu_per_request(bare_port, bare_pid, "/archive/", REQUESTS // 10))
    kept, not_modified, peer, rendered = (Series(rows[name]) for name in ("kept", "304", "peer", "rendered"))
    return [
        ("a kept page, CPU of the same bytes from a Flask view under `@cached`", kept.over(peer)),
        ("a 304, CPU of the kept page", not_modified.over(kept)),
        ("a page rendered anew, CPU of the kept page", rendered.over(kept)),
    ]


def syncs(work: Path) -> list[tuple[str, str]]:
    first, again, one = [], [], []
    for turn in range(3):
        site, instance = work / f"site{turn}", work / f"instance{turn}"
        write_site(site, POSTS)
        flask("db", "upgrade", instance=instance)
        first.append(flask("sync", str(site), instance=instance))
        again.append(flask("sync", str(site), instance=instance))
        changed = next((site / "_posts").iterdir())
        changed.write_text(changed.read_text(encoding="utf-8") + "\n<p>고침</p>\n", encoding="utf-8")
        one.append(flask("sync", str(site), instance=instance))
    return [
        (f"`flask sync` of {POSTS:,} posts again, time of the first", Series(again).over(Series(first))),
        (f"`flask sync` with one of {POSTS:,} changed, time of the first", Series(one).over(Series(first))),
    ]


def memory(work: Path) -> list[tuple[str, str]]:
    """What a sync holds at its peak, of a site and of one four times as large."""
    peaks = []
    for posts in (POSTS, 4 * POSTS):
        site, instance = work / f"memory{posts}", work / f"memory-instance{posts}"
        write_site(site, posts)
        flask("db", "upgrade", instance=instance)
        peaks.append(peak_memory("sync", str(site), instance=instance))
    return [(f"`flask sync` of {4 * POSTS:,} posts, peak memory of that of {POSTS:,}", f"{peaks[1] / peaks[0]:.3g}")]


def peak_memory(*arguments: str, instance: Path) -> int:
    """KiB that a whole `flask` command held resident at its peak."""
    command = [str(Path(sys.executable).with_name("flask")), "--app", "app", *arguments]
    environment = {"NEWSDAO_INSTANCE": str(instance), "PATH": "/usr/bin:/bin"}
    child = subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, child.returncode
    return usage.ru_maxrss


def saves(work: Path) -> list[tuple[str, str]]:
    """Twenty saves under `flask serve`, each until both workers show it on home, category, feeds and sitemap."""
    site = work / "watched"
    write_site(site, 50)
    with served(site, work / "watched-instance") as port:
        took = [save_to_air(site, port, number) for number in range(20)]
    slowest = max(took)
    return [
        ("a save until it stands everywhere in both workers, of the promised second", Series(took).over(second())),
        ("the slowest of 20 such saves, of the promised second", f"{slowest:.3g}"),
    ]


def pushes(work: Path) -> list[tuple[str, str]]:
    """Twenty saves under `flask serve` with its own hub, each until a subscriber has the feed that shows it."""
    site = work / "pushed"
    write_site(site, 50)
    settings = {"NEWSDAO_OWN_HUB": "on", "NEWSDAO_PRIVATE_TARGETS": "allow"}
    with served(site, work / "pushed-instance", **settings) as port, subscriber(port) as pushed:
        took = [save_to_door(site, pushed, number) for number in range(20)]
    return [
        ("a save until a subscriber has it, signed, of the promised second", Series(took).over(second())),
        ("the slowest of 20 such saves, of the promised second", f"{max(took):.3g}"),
    ]


def second() -> Series:
    return Series([1.0] * 20)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        rows = syncs(work)
        rows = pages(work, work / "instance0") + rows + memory(work) + saves(work) + pushes(work) + searches(work)
    told = ", ".join(f"{name} {version(name)}" for name in ("flask", "flask-caching", "granian", "sqlalchemy"))
    lines = [
        "# Results", "", f"`make bench`, Python {platform.python_version()}, {told}.",
        f"{ROUNDS} rounds of {REQUESTS:,} requests, interleaved. Each figure is a multiple of its peer:",
        "median (least–most).", "",
        "| what, and beside what | multiple |", "|---|---|", *(f"| {what} | {figure} |" for what, figure in rows), "",
    ]  # fmt: skip
    text = "\n".join(lines)
    (PROJECT / "bench" / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
