"""Feeds as WordPress, Jekyll's jekyll-feed and Micro.blog write them, of an invented newsroom."""

import json
from typing import Any

SITE = "https://haeon.example.kr"
RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	xmlns:media="http://search.yahoo.com/mrss/"
	>

<channel>
	<title>해온 소식</title>
	<atom:link href="{SITE}/feed/" rel="self" type="application/rss+xml" />
	<link>{SITE}</link>
	<description>강을 따라</description>
	<lastBuildDate>Fri, 14 Jun 2024 13:31:00 +0000</lastBuildDate>
	<language>ko-KR</language>
	<sy:updatePeriod>hourly</sy:updatePeriod>
	<generator>https://wordpress.org/?v=6.6.2</generator>
ITEMS</channel>
</rss>
"""
RSS_ITEM = """	<item>
		<title>해온강 수위 사흘째 상승</title>
		<link>{link}</link>
		<dc:creator><![CDATA[김나루]]></dc:creator>
		{date}
		<category><![CDATA[사회]]></category>
		<category><![CDATA[강 &amp; 물]]></category>
		<guid isPermaLink="false">{guid}</guid>
		<description><![CDATA[<p>물이 불었다. [&#8230;]</p>]]></description>
		<content:encoded><![CDATA[{content}]]></content:encoded>
{more}	</item>
"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko">
  <generator uri="https://jekyllrb.com/" version="4.3.1">Jekyll</generator>
  <link href="{SITE}/feed.xml" rel="self" type="application/atom+xml"/>
  <link href="{SITE}/" rel="alternate" type="text/html" hreflang="ko"/>
  <updated>2024-06-15T09:00:00+09:00</updated>
  <id>{SITE}/feed.xml</id>
  <title type="html">해온 소식</title>
  <subtitle>강을 따라</subtitle>
  <entry>
    <title type="html">해온강 &lt;b&gt;수위&lt;/b&gt; 상승</title>
    <link href="{SITE}/2024/06/14/haeon-river.html" rel="alternate" type="text/html" title="해온강"/>
    <published>2024-06-14T22:30:00+09:00</published>
    <updated>2024-06-15T09:00:00+09:00</updated>
    <id>{SITE}/2024/06/14/haeon-river</id>
    <content type="html" xml:base="{SITE}/2024/06/14/haeon-river.html">
      &lt;p&gt;물이 &lt;a href="/about/"&gt;불었다&lt;/a&gt;.&lt;/p&gt;</content>
    <author><name>김나루</name></author>
    <author><name>이다미</name></author>
    <category term="사회"/>
    <category term="강"/>
    <summary type="html">요약</summary>
    <media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="{SITE}/river.jpg"/>
  </entry>
</feed>
"""


def rss(*items: str) -> bytes:
    return RSS.replace("ITEMS", "".join(items)).encode()


def item(
    link: str = f"{SITE}/2024/06/14/haeon-river/", guid: str = f"{SITE}/?p=11",
    date: str = "<pubDate>Fri, 14 Jun 2024 22:30:00 +0900</pubDate>",
    content: str = "<p>물이 불었다.</p>", more: str = "",
) -> str:  # fmt: skip
    return RSS_ITEM.format(link=link, guid=guid, date=date, content=content, more=more)


def json_feed(*items: dict[str, Any], **values: Any) -> bytes:
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "해온 소식",
        "home_page_url": f"{SITE}/",
        "feed_url": f"{SITE}/feed.json",
        "language": "ko",
    }
    return json.dumps({**head, "items": list(items), **values}, ensure_ascii=False).encode()


def json_item(**values: Any) -> dict[str, Any]:
    item = {
        "id": f"{SITE}/2024/06/14/haeon-river/",
        "url": f"{SITE}/2024/06/14/haeon-river/",
        "title": "해온강 수위 사흘째 상승",
        "content_html": "<p>물이 불었다.</p>",
        "summary": "요약",
        "date_published": "2024-06-14T22:30:00+09:00",
        "date_modified": "2024-06-15T09:00:00+09:00",
        "authors": [{"name": "김나루"}],
        "tags": ["사회", "강"],
        "image": f"{SITE}/river.jpg",
    }
    return {**item, **values}
