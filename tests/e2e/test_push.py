"""From an editor's save to a subscriber's door, by `flask serve` with its two workers."""

import os
import re
import signal
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import pytest
from pushed import SECRET, Heard, is_signed, listening
from served import Served, wait_for

from newsdao.config import PROJECT

pytestmark = pytest.mark.e2e

SAVES = 20


@pytest.fixture(scope="module")
def heard() -> Iterator[Heard]:
    with listening() as one:
        yield one


@pytest.fixture(scope="module")
def site(serve: Callable[..., Served], heard: Heard, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A site of 30 stories that pushes to everybody."""
    posts = tmp_path_factory.mktemp("posts")
    (posts / "_posts").mkdir()
    (posts / "_config.yml").write_text("title: 뉴스다오\npermalink: pretty\n", encoding="utf-8")
    for number in range(30):
        save(posts, f"before-{number}")
    return serve(posts, **environment(heard))


def environment(heard: Heard) -> dict[str, str]:
    return {
        "NEWSDAO_HUBS": f"{heard.origin}/hub", "NEWSDAO_OWN_HUB": "on", "NEWSDAO_INDEXNOW_KEY": "0123456789abcdef",
        "NEWSDAO_INDEXNOW_ENDPOINTS": f"{heard.origin}/indexnow", "NEWSDAO_PRIVATE_TARGETS": "allow",
    }  # fmt: skip


def save(posts: Path, slug: str) -> None:
    now = datetime.now(UTC)
    text = f'---\ntitle: 소식 {slug}\ncategories: [사회]\ndate: "{now:%Y-%m-%d %H:%M:%S} +0000"\n---\n\n본문.\n'
    (posts / "_posts" / f"{now:%Y-%m-%d}-{slug}.md").write_text(text, encoding="utf-8")


def flask(site: Served, heard: Heard, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("NEWSDAO_")}
    env |= {"NEWSDAO_INSTANCE": str(site.instance), **environment(heard)}
    command = [str(Path(sys.executable).with_name("flask")), "--app", "app", *arguments]
    return subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, timeout=60, check=False)


def test_a_subscriber_receives_each_saved_story_signed_and_within_moments(site: Served, heard: Heard) -> None:
    """S WebSub; issue: a real subscriber on loopback that receives a signed push after a save."""
    assert heard.pings == [] and heard.told == [], "a first sync tells nobody"
    topic = f"{site.url}category/%EC%82%AC%ED%9A%8C/atom.xml"
    form = {"hub.mode": "subscribe", "hub.callback": f"{heard.origin}/sub?id=1", "hub.topic": topic}
    with urlopen(f"{site.url}hub", urlencode({**form, "hub.secret": SECRET}).encode(), timeout=10) as answer:
        assert answer.status == 202
    wait_for(lambda: bool(heard.asked), 10, "the subscriber was not asked back")
    time.sleep(0.5)
    took = []
    for number in range(SAVES):
        began, before = time.monotonic(), len(heard.pushed)
        save(site.posts, f"after-{number}")
        wait_for(lambda before=before: len(heard.pushed) > before, 10, f"save {number} was not pushed")
        (moment, path, headers, body) = next(one for one in reversed(heard.pushed) if one[1] == "/sub?id=1")
        took.append(moment - began)
        assert path == "/sub?id=1" and is_signed(headers, body)
        assert f"소식 after-{number}" in body.decode() and f'<{topic}>; rel="self"' in headers["Link"]
        time.sleep(0.1)
    print(f"a save until its push has arrived: median {statistics.median(took):.3f} s, slowest {max(took):.3f} s")
    assert len(heard.pushed) == SAVES
    wait_for(lambda: len(heard.addresses) == SAVES, 10, "the search engine was not told of each")
    assert len(heard.addresses) == len(set(heard.addresses))
    assert heard.feeds.count("/rss.xml") == SAVES


def test_a_subscriber_that_knows_a_feed_alone_finds_the_hub_by_its_header(site: Served, heard: Heard) -> None:
    """seo-and-feeds §4 S: advertise by Link … (headers are checked first; exactly one self)."""
    for path in ("rss.xml", "category/%EC%82%AC%ED%9A%8C/atom.xml", "feed.json"):
        header = ", ".join(site.get(f"/{path}").headers.get_all("Link", []))
        links = re.findall(r'<([^>]*)>; rel="?(\w+)"?', header)
        assert [url for url, rel in links if rel == "hub"] == [f"{site.url}hub", f"{heard.origin}/hub"]
        (topic,) = [url for url, rel in links if rel == "self"]
        form = {"hub.mode": "subscribe", "hub.callback": f"{heard.origin}/sub2", "hub.topic": topic}
        with urlopen(f"{site.url}hub", urlencode(form).encode(), timeout=10) as answer:
            assert answer.status == 202, path


def test_what_the_subscriber_got_is_what_the_site_serves(site: Served, heard: Heard) -> None:
    headers, body = heard.pushed[-1][2:]
    topic = urlsplit(headers["Link"].split("<")[2].split(">")[0]).path
    assert site.get(topic).body == body


def test_a_hub_that_fails_shows_in_the_outbox_and_gets_all_when_it_is_back(site: Served, heard: Heard) -> None:
    heard.moods["/indexnow"] = [403]
    save(site.posts, "refused")
    wait_for(lambda: flask(site, heard, "outbox").returncode == 1, 20, "no dead letter")
    listed = flask(site, heard, "outbox")
    assert "1 given up" in listed.stdout and "the key is not valid" in listed.stdout and "/indexnow" in listed.stdout
    doctor = flask(site, heard, "doctor").stdout
    assert "1 deliveries were given up" in doctor and "can't be reached from elsewhere" in doctor
    heard.moods["/indexnow"] = [200]
    before = len(heard.told)
    assert flask(site, heard, "outbox", "--retry", "all").returncode == 0
    wait_for(lambda: len(heard.told) == before + 1, 10, "the server did not try again")
    assert "refused" in heard.addresses[-1]
    assert flask(site, heard, "outbox", "--drop", "9999").returncode == 2


def test_nobody_drains_and_no_lease_is_held_while_nothing_is_due(site: Served, heard: Heard) -> None:
    drained = flask(site, heard, "drain")
    assert (drained.returncode, drained.stdout) == (0, "0 sent, 0 waiting, 0 given up\n")
    with closing(sqlite3.connect(site.instance / "newsdao.sqlite3")) as store:
        assert store.execute("SELECT holder FROM lease WHERE name = 'drain'").fetchone() == ("",)


def test_a_worker_that_is_killed_leaves_the_drain_to_the_next(site: Served, heard: Heard) -> None:
    before = len(heard.told)
    children = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    family = {site.process.pid}
    rows = [line.split(None, 2) for line in children.splitlines()[1:]]
    for pid, parent, _ in rows * 3:
        if int(parent) in family:
            family.add(int(pid))
    workers = [int(pid) for pid, _, args in rows if int(pid) in family and "multiprocessing.spawn" in args]
    workers = workers or [int(pid) for pid, _, args in rows if int(pid) in family and "granian" in args][1:]
    assert workers
    os.kill(workers[0], signal.SIGKILL)
    for _ in range(40):
        with suppress(OSError):  # what it had accepted is gone with it
            site.get("/")
    save(site.posts, "orphan")
    wait_for(lambda: len(heard.told) > before, 25, "nobody took over")
