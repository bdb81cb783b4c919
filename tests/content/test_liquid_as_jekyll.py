"""Liquid here and in Jekyll itself: the same snippets, carried out by both."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from machine import absent

from newsdao.content import front_matter, liquid_scope, metadata, post_paths
from newsdao.content.identity import identify
from newsdao.content.jekyll_config import read_config
from newsdao.content.liquid import Scope, convert
from newsdao.content.places import POST
from newsdao.content.site_data import site_data

CONFIG = """
title: 해온신문
url: https://news.example.kr
baseurl: /blog
timezone: Asia/Seoul
email: desk@news.example.kr
shown: true
hidden: false
version: 3
sections: [사회, 경제, 문화]
desk: {name: 사회부, floor: 3}
"""
POST_PATH = "_posts/2026-03-02-해온강.md"
POST_TEXT = """---
title: '해온강 "수위" 상승 & 대피'
categories: [사회, 날씨]
tags: [강, 비]
rating: 4
is_long: false
nothing:
words: "하나, 둘, 셋"
points:
  - {name: 다리, height: 12, side: 남}
  - {name: 둑, height: 7, side: 북}
  - {name: 나루, height: 9, side: 남}
---
본문
"""
DATA = {
    "people.yml": "- {name: 김나루, desk: 사회, age: 41}\n- {name: 이해온, desk: 경제, age: 38}\n"
    "- {name: 박다리, desk: 사회, age: 29}\n",
    "rivers.csv": "name,length\n해온강,120\n마루천,14\n",
    "deep/lakes.json": '{"은호": {"depth": 12.5}, "달못": {"depth": 3}}',
}
INCLUDES = {
    "hello.html": "안녕 {{ include.name }}{% if include.loud %}!{% endif %}",
    "outer.html": "<{% include hello.html name=include.who %}>",
    "lists/each.html": "{% for one in include.of %}{{ one.name }};{% endfor %}",
}
# One a line; "\\n" and "\\t" stand for themselves.
SNIPPETS = Path(__file__).with_name("liquid_snippets.txt")
SCRIPT = """
require "jekyll"; require "json"
source, snippets = ARGV[0], JSON.parse(STDIN.read)
site = Jekyll::Site.new(Jekyll.configuration("source" => source, "destination" => source + "_out", "quiet" => true))
site.reset; site.read
post = site.posts.docs.first
info = {:registers => {:site => site, :page => post.to_liquid}}
out = snippets.each_with_index.map do |text, i|
  begin
    values = site.site_payload.merge({"page" => post.to_liquid})
    site.liquid_renderer.file("snippet#{i}").parse(text).render!(values, info)
  rescue StandardError, SyntaxError => e
    "ERROR #{e.class}: #{e.message}"
  end
end
puts JSON.generate(out)
"""


def scope() -> Scope:
    """What Jekyll's script sees, here."""
    config = read_config(CONFIG)
    matter = front_matter.split(POST_PATH, POST_TEXT.encode())
    path = post_paths.parse(POST_PATH)
    meta = metadata.metadata(POST_PATH, POST, matter, config)
    page = liquid_scope.page_values(meta, identify(meta, path, config), POST, path, config)
    data, _ = site_data(DATA)
    return Scope(page, config.typed_values, data, include_of=INCLUDES.get, timezone=config.timezone)


@pytest.fixture(scope="module")
def jekylls(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What Jekyll makes of the snippets."""
    ruby = shutil.which("ruby")
    if ruby is None or shutil.which("jekyll") is None:
        absent("jekyll is not installed; tools/test-machine installs it")
    folder = tmp_path_factory.mktemp("jekyll")
    files = {"_config.yml": CONFIG, POST_PATH: POST_TEXT}
    files |= {f"_data/{name}": text for name, text in DATA.items()}
    files |= {f"_includes/{name}": text for name, text in INCLUDES.items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    command = ["env", "JEKYLL_ENV=production", str(ruby), "-e", SCRIPT, str(folder)]
    done = subprocess.run(
        command, input=json.dumps(snippets()), capture_output=True, text=True, check=True, timeout=120
    )
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


def snippets() -> list[str]:
    return [
        line.replace("\\n", "\n").replace("\\t", "\t") for line in SNIPPETS.read_text(encoding="utf-8").splitlines()
    ]


def test_what_authors_write_comes_out_as_from_jekyll(jekylls: list[str]) -> None:
    ours = scope()
    differing: dict[str, Any] = {}
    for text, theirs in zip(snippets(), jekylls, strict=True):
        found, _ = convert(text, ours, POST_PATH, 1)
        if found != theirs:
            differing[text] = (found, theirs)
    assert differing == {}
    assert len(jekylls) > 120
