"""A browser that runs no script shows the same words, links and forms: scripts add buttons, and nothing else."""

from collections import Counter

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.e2e

OFFERED = """() => ({
  text: document.body.innerText.split('\\n').map(line => line.trim()).filter(Boolean),
  buttons: [...document.querySelectorAll('button')].flatMap(one => one.parentElement.innerText.split('\\n'))
           .map(line => line.trim()),
  links: [...document.querySelectorAll('a[href]')].filter(one => one.checkVisibility()).map(one => one.href),
  fields: [...document.querySelectorAll('form, input, button, select')].filter(one => one.checkVisibility())
          .map(one => `${one.tagName} ${one.name} ${one.action ?? one.type}`),
})"""


def offered(page: Page, url: str) -> dict[str, list[str]]:
    page.goto(url)
    page.wait_for_load_state("networkidle")
    found: dict[str, list[str]] = page.evaluate(OFFERED)
    return found


def test_every_page_offers_without_scripts_what_it_offers_with_them(site, browser) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    scripted = browser.new_page()
    lost = []
    for kind, path in site.kinds.items():
        without, with_them = offered(plain, site.url(path)), offered(scripted, site.url(path))
        assert without["text"], kind
        for what in ("text", "links", "fields"):
            missing = Counter(with_them[what]) - Counter(without[what])
            gone = Counter(without[what]) - Counter(with_them[what])
            lost += [f"{kind}: a script takes away {one}" for one in gone]
            # What a script adds is a button, with the line that stands beside it.
            added = {*with_them["buttons"]} if what == "text" else set()
            lost += [f"{kind}: only with scripts: {one}" for one in missing if what != "fields" and one not in added]
    plain.context.close()
    scripted.context.close()
    assert lost == [], "\n".join(lost)
