"""The sample newsroom: written once, dated from the first start, then left to whoever edits it."""

from datetime import datetime
from pathlib import Path, PurePath
from zoneinfo import ZoneInfo

from newsdao.adapters import newsroom_files
from newsdao.content import relative_dates

_ZONE = ZoneInfo("Asia/Seoul")


def write_newsroom(source: Path, target: Path, now: datetime) -> int:
    """Write the sample posts of `source` into `target` as a Jekyll site. Returns how many; 0 if it is there already."""
    if newsroom_files.is_written(target):
        return 0
    dated = {name: relative_dates.resolve(text, now, _ZONE) for name, text in newsroom_files.posts(source)}
    named = {name: relative_dates.dated_name(name, text) for name, text in dated.items()}
    stems = {PurePath(name).stem: PurePath(dated_name).stem for name, dated_name in named.items()}
    posts = [(named[name], relative_dates.link_posts(text, stems)) for name, text in dated.items()]
    newsroom_files.write(source, target, posts)
    return len(posts)
