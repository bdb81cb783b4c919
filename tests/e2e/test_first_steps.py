"""What a newcomer may do wrong, and the one clear line that answers."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from served import free_port, wait_for

from newsdao.config import PROJECT

pytestmark = pytest.mark.e2e


def flask(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("NEWSDAO_")} | environment
    command = [str(Path(sys.executable).with_name("flask")), "--app", "app", *arguments]
    return subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, timeout=60)


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode != 0
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_taken_port_is_told_with_a_free_one(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = one_line(flask("serve", "--port", str(port), NEWSDAO_INSTANCE=str(tmp_path)))
    assert f"port {port}" in said and f"PORT={port + 1}" in said


def test_an_old_schema_is_told_with_the_command(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    said = one_line(flask("sync", str(tmp_path / "posts"), NEWSDAO_INSTANCE=str(tmp_path / "instance")))
    assert "flask db upgrade" in said


def test_db_upgrade_and_sync_are_all_it_takes_without_serve(tmp_path: Path) -> None:
    (tmp_path / "2026-11-20-river.md").write_text("---\ntitle: 강\n---\n물.\n", encoding="utf-8")
    env = {"NEWSDAO_INSTANCE": str(tmp_path / "instance")}
    assert flask("db", "upgrade", **env).returncode == 0
    done = flask("sync", str(tmp_path), **env)
    assert (done.returncode, done.stdout.splitlines()[-1][:10]) == (0, "1 inserted")


def test_a_folder_without_posts_is_told_what_a_post_is(tmp_path: Path) -> None:
    env = {"NEWSDAO_INSTANCE": str(tmp_path / "instance")}
    (tmp_path / "posts").mkdir()
    flask("db", "upgrade", **env)
    done = flask("sync", str(tmp_path / "posts"), **env)
    assert done.returncode == 0 and "_posts/2026-11-23-title.md" in done.stdout


def test_a_complaint_that_all_posts_share_is_told_a_few_times_and_counted(tmp_path: Path) -> None:
    for number in range(12):
        text = f"---\ntitle: 소식 {number}\nimage: /assets/none.jpg\n---\n물.\n"
        (tmp_path / f"2026-11-20-{number}.md").write_text(text, encoding="utf-8")
    env = {"NEWSDAO_INSTANCE": str(tmp_path / "instance")}
    flask("db", "upgrade", **env)
    told = [line for line in flask("sync", str(tmp_path), **env).stderr.splitlines() if "none.jpg" in line]
    assert len(told) == 6 and "and 7 more" in told[-1]


def test_a_rejected_post_gives_exit_status_1_and_its_line(tmp_path: Path) -> None:
    (tmp_path / "2026-11-20-bad.md").write_text("---\ntitle: &a [*a]\n---\n물.\n", encoding="utf-8")
    env = {"NEWSDAO_INSTANCE": str(tmp_path / "instance")}
    flask("db", "upgrade", **env)
    done = flask("sync", str(tmp_path), **env)
    assert done.returncode == 1
    assert "rejected 2026-11-20-bad.md:2:" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_instance_is_told_to_a_user(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "make its folder writable" in one_line(flask("doctor", NEWSDAO_INSTANCE=str(tmp_path / "instance")))


def test_an_impossible_instance_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "can't be written" in one_line(flask("doctor", NEWSDAO_INSTANCE=str(tmp_path / "file" / "instance")))


def test_a_missing_setting_is_one_line() -> None:
    assert "NEWSDAO_SITE_URL is not set" in one_line(flask("doctor", NEWSDAO_ENV="production"))


def test_the_doctor_tells_what_is_unsafe_and_says_so_by_its_status(tmp_path: Path) -> None:
    done = flask("doctor", NEWSDAO_INSTANCE=str(tmp_path), NEWSDAO_SITE_URL="http://news.example.kr")
    assert done.returncode == 1
    assert "unsafe" in done.stdout and "https" in done.stdout and "flask db upgrade" in done.stdout
    flask("db", "upgrade", NEWSDAO_INSTANCE=str(tmp_path))
    done = flask(
        "doctor",
        NEWSDAO_INSTANCE=str(tmp_path),
        NEWSDAO_SITE_URL="https://news.example.kr",
        NEWSDAO_SECRET_KEY="k" * 40,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_however_it_is_ended_no_server_stays_behind(tmp_path: Path, how: signal.Signals) -> None:
    port = free_port()
    env = {name: value for name, value in os.environ.items() if not name.startswith("NEWSDAO_")}
    command = [str(Path(sys.executable).with_name("flask")), "--app", "app", "serve", "--port", str(port)]
    site = subprocess.Popen(
        command, cwd=PROJECT, env=env | {"NEWSDAO_INSTANCE": str(tmp_path)}, stdout=subprocess.DEVNULL
    )
    wait_for(lambda: answers(port), 60, "the site did not come up")
    site.send_signal(how)
    assert site.wait(20) == 0
    assert not answers(port)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_server_that_dies_is_told_and_leaves_no_worker_behind(tmp_path: Path) -> None:
    port = free_port()
    env = {name: value for name, value in os.environ.items() if not name.startswith("NEWSDAO_")}
    command = [str(Path(sys.executable).with_name("flask")), "--app", "app", "serve", "--port", str(port)]
    site = subprocess.Popen(
        command, cwd=PROJECT, env=env | {"NEWSDAO_INSTANCE": str(tmp_path)}, stderr=subprocess.PIPE, text=True
    )
    wait_for(lambda: answers(port), 60, "the site did not come up")
    children = Path(f"/proc/{site.pid}/task/{site.pid}/children")
    if not children.exists():
        site.terminate()
        pytest.skip("this system does not tell a process's children")
    os.kill(int(children.read_text().split()[0]), signal.SIGKILL)
    _out, told = site.communicate(timeout=20)
    assert site.returncode == 2 and "the server ended by itself" in told and "Traceback" not in told
    assert not answers(port)
