"""The Liquid of real sites' posts: carried out here and by Jekyll, every character compared."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import absent

from newsdao.content import front_matter, liquid_scope, metadata, post_paths
from newsdao.content.identity import identify
from newsdao.content.liquid import Scope, convert
from newsdao.content.places import POST
from newsdao.services.post_pictures import NoPictures
from newsdao.services.source_site import SourceSite

SCRIPT = """
require "jekyll"; require "json"
given = {"source" => ARGV[0], "destination" => ARGV[0] + "_out", "quiet" => true, "plugins" => [], "theme" => nil}
site = Jekyll::Site.new(Jekyll.configuration(given.merge("disable_disk_cache" => true)))
site.reset; site.read
out = site.posts.docs.select { |post| post.content.match?(/{[{%]/) }.map do |post|
  begin
    info = {:registers => {:site => site, :page => post.to_liquid}}
    values = site.site_payload.merge({"page" => post.to_liquid})
    [post.relative_path, post.content, site.liquid_renderer.file(post.path).parse(post.content).render!(values, info)]
  rescue StandardError, SyntaxError
    [post.relative_path, post.content, nil]
  end
end
puts JSON.generate(out)
"""
INCLUDED = re.compile(r"\{%-?\s*include\s+([\w./@-]+)")
STUB = "<i>{{ include.issues | split: ',' | join: ' ' }}{% if page.lang %}{{ page.lang }}{% endif %}</i>"


def copied(site: Path, folder: Path) -> Path:
    """A site's posts, data and configuration, with a short file for every include that its posts ask for."""
    shutil.copytree(site, folder, ignore=lambda _, names: [name for name in names if name in {"assets", "images"}])
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    for post in list(folder.rglob("_posts/**/*.*")):
        for name in INCLUDED.findall(post.read_text(encoding="utf-8", errors="replace")):
            (folder / "_includes" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "_includes" / name).write_text(STUB)
    return folder


def scope_of(site: SourceSite, path: str) -> Scope:
    config, asked = site.config, site.context
    matter, post_path = front_matter.split(path, site.folder.read(path).data), post_paths.parse(path)
    meta = metadata.metadata(path, POST, matter, config)
    page = liquid_scope.page_values(meta, identify(meta, post_path, config), POST, post_path, config)
    return Scope(page, config.typed_values, asked.data, asked.find_post, asked.include_of, config.timezone)


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "at_least"), [("18f", 130), ("bitcoincore", 200), ("jekyll-docs/docs", 29), ("mehdix-ir/src", 1)]
)
def test_a_real_sites_liquid_comes_out_as_from_jekyll(name: str, at_least: int, corpus: Path, tmp_path: Path) -> None:
    ruby = shutil.which("ruby")
    if ruby is None or shutil.which("jekyll") is None:
        absent("jekyll is not installed; tools/test-machine installs it")
    folder = copied(corpus / "jekyll-sites" / name, tmp_path / "site")
    command = ["env", "JEKYLL_ENV=production", str(ruby), "-e", SCRIPT, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    site = SourceSite(folder, "", NoPictures(), drafts=False)
    compared, differing = 0, {}
    for path, source, theirs in json.loads(done.stdout.splitlines()[-1]):
        # Where Jekyll stops (tags of plugins) nothing can be compared; code becomes a fence here, spans there; and
        # what a whole build knows is not to be known here.
        if theirs is None or "{% highlight" in source or "site.posts" in source or "page.excerpt" in source:
            continue
        compared += 1
        ours, _ = convert(source, scope_of(site, path), path, 1)
        if ours != theirs:
            differing[path] = (ours, theirs)
    assert differing == {}
    assert compared >= at_least
