"""The list of routes is locked: adding or removing an address is a decision, made here."""

from collections.abc import Callable

from newsroom import Newsroom

ROUTES = {
    "/", "/latest/", "/archive/", "/archive/<int(fixed_digits=4):year>/",
    "/archive/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>/",
    "/archive/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>/<int(fixed_digits=2):number>/",
    "/<any(category, tag, author):kind>/<slug>/",
    "/feeds/", "/<any('rss.xml', 'atom.xml', 'feed.xml', 'feed.json'):file>",
    "/<any(category, tag, author):kind>/<slug>/<any('rss.xml', 'atom.xml', 'feed.xml', 'feed.json'):file>",
    "/rss/full.xml", "/feeds.opml",
    "/feeds/<place>/<any('rss.xml', 'atom.xml', 'feed.json'):file>",
    "/<any(category, tag, author):kind>/<slug>/feeds/<place>/<any('rss.xml', 'atom.xml', 'feed.json'):file>",
    "/sitemap.xml", "/sitemaps/pages.xml", "/news-sitemap.xml",
    "/sitemaps/<int(fixed_digits=4):year>-<int(fixed_digits=2):month>-<int:part>.xml",
    "/robots.txt", "/site.webmanifest", "/favicon.ico", "/live.json",
    "/static/<path:filename>", "/static/css/site.css", "/static/js/site.js",
    "/img/<rendition:name>.<any(avif, webp, jpg, png):kind>",
    "/og/<drawn:name>.jpg",
    "/healthz", "/readyz",
    "/<path:path>",
    "/pattern-library",  # only where the site is made
}  # fmt: skip


def test_the_site_has_exactly_these_routes(newsroom: Newsroom) -> None:
    assert {rule.rule for rule in newsroom.app.url_map.iter_rules()} == ROUTES


def test_a_site_in_production_has_no_pattern_library(open_newsroom: Callable[..., Newsroom]) -> None:
    room = open_newsroom(env="production", site_url="https://news.example.kr", secret_key="k" * 32)
    assert {rule.rule for rule in room.app.url_map.iter_rules()} == ROUTES - {"/pattern-library"}
