"""The folder a conversion writes: the same export writes nothing, and what its publisher did there stands."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdao.adapters.tree_writer import MANIFEST, Tree
from newsdao.errors import ConfigurationError


def write(root: Path, **files: str) -> dict[str, str]:
    """One conversion: key → "path=text". Returns key → what became of it."""
    tree = Tree(root)
    pairs = {key: value.partition("=") for key, value in files.items()}
    found = {key: str(tree.write(path, key, text.encode())) for key, (path, _, text) in pairs.items()}
    tree.close()
    return found


def contents(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(root).as_posix(): path.read_text() for path in files}


def test_the_same_again_writes_nothing_at_all(tmp_path: Path) -> None:
    assert write(tmp_path, a="_posts/a.html=1", b="b.html=2") == {"a": "written", "b": "written"}
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert write(tmp_path, a="_posts/a.html=1", b="b.html=2") == {"a": "same", "b": "same"}
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_what_changed_in_the_export_changes_in_the_folder(tmp_path: Path) -> None:
    write(tmp_path, a="a.html=1")
    assert write(tmp_path, a="a.html=2") == {"a": "changed"}
    assert contents(tmp_path) == {"a.html": "2"}


def test_what_the_publisher_edited_is_kept_for_ever(tmp_path: Path) -> None:
    write(tmp_path, a="a.html=1")
    (tmp_path / "a.html").write_text("mine")
    for text in ("1", "2", "3"):
        assert write(tmp_path, a=f"a.html={text}") == {"a": "kept"}
    assert contents(tmp_path) == {"a.html": "mine"}


def test_a_file_of_the_publisher_s_own_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: mine\n")
    assert write(tmp_path, a="_config.yml=title: theirs") == {"a": "kept"}
    assert contents(tmp_path) == {"_config.yml": "title: mine\n"}


def test_what_the_publisher_took_away_stays_away(tmp_path: Path) -> None:
    write(tmp_path, a="a.html=1")
    (tmp_path / "a.html").unlink()
    assert write(tmp_path, a="a.html=2") == {"a": "removed"}
    assert contents(tmp_path) == {}


def test_a_story_of_another_day_moves_its_file(tmp_path: Path) -> None:
    write(tmp_path, a="_posts/2024-01-01-a.html=1")
    assert write(tmp_path, a="_posts/2024-01-02-a.html=2") == {"a": "moved"}
    assert contents(tmp_path) == {"_posts/2024-01-02-a.html": "2"}
    assert write(tmp_path, a="_posts/2024-01-02-a.html=2") == {"a": "same"}


def test_a_story_that_was_edited_does_not_move(tmp_path: Path) -> None:
    write(tmp_path, a="a.html=1")
    (tmp_path / "a.html").write_text("mine")
    assert write(tmp_path, a="b.html=2") == {"a": "kept"}
    assert contents(tmp_path) == {"a.html": "mine"}


def test_two_stories_that_change_places_are_both_there(tmp_path: Path) -> None:
    write(tmp_path, a="a.html=1", b="b.html=2")
    write(tmp_path, a="b.html=1", b="a.html=2")
    assert contents(tmp_path) == {"b.html": "1", "a.html": "2"}


def test_what_an_export_no_longer_has_stays_and_is_told(tmp_path: Path) -> None:
    write(tmp_path, a="a.html=1", b="b.html=2")
    tree = Tree(tmp_path)
    tree.write("a.html", "a", b"1")
    assert tree.gone == ["b.html"] and (tmp_path / "b.html").exists()


def test_an_interrupted_conversion_is_gone_on_with(tmp_path: Path) -> None:
    Tree(tmp_path).write("a.html", "a", b"1")  # and never closed
    assert write(tmp_path, a="a.html=1", b="b.html=2") == {"a": "same", "b": "written"}
    assert write(tmp_path, a="a.html=3") == {"a": "changed"}


def test_stories_of_one_key_do_not_drive_each_other_out(tmp_path: Path) -> None:
    for _ in range(2):
        tree = Tree(tmp_path)
        tree.write("a.html", "same", b"1")
        tree.write("b.html", "same", b"2")
        tree.close()
        assert contents(tmp_path) == {"a.html": "1", "b.html": "2"}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "site", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "_posts").symlink_to(outside)
    with pytest.raises(ConfigurationError, match="leads out of its folder"):
        write(root, a="_posts/a.html=1")
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"files": 1}', '{"files": {"a": 1}}', '{"files": {"a": ["x"]}}', "\0"]
)
def test_a_record_that_cannot_be_read_is_one_line_with_its_remedy(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(ConfigurationError, match="delete it"):
        Tree(tmp_path)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="give another folder"):
        Tree(tmp_path / "file" / "site")


STEP = st.tuples(st.sampled_from(["convert", "edit", "remove"]), st.sampled_from("abc"), st.sampled_from("123"))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(STEP, st.permutations(["x", "y", "z"])), max_size=8))
def test_no_history_writes_over_what_the_publisher_wrote(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[tuple[str, str, str], list[str]]]
) -> None:
    root, mine = tmp_path_factory.mktemp("tree"), dict[str, str]()
    for (step, key, text), places in history:
        file = root / f"{places[0]}.html"
        if step == "convert":
            write(root, **{one: f"{place}.html={one}{text}" for one, place in zip("abc", places, strict=True)})
        elif step == "edit":
            mine[file.name] = f"mine {key}{text}"
            file.write_text(mine[file.name])
        elif file.exists():
            file.unlink()
            mine.pop(file.name, None)
        for name, words in mine.items():
            assert (root / name).read_text() == words
