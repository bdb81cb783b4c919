"""What a body means reaches those who see no style sheet: readers of feeds."""

import json

from newsroom import Newsroom

BODY = """
<p>강은 <span style="color: #ee2323">위험</span>하고 <span style="background-color: #fff8b2">다리</span>는 닫혔다.</p>

넓이는 $$a_1 * b_1$$이다.

- [x] 대피

<p dir="rtl" lang="fa">سلام</p>

```python
def tide(): pass
```
"""


def test_a_feed_stresses_what_was_coloured_and_holds_formulas_tasks_and_directions(newsroom: Newsroom) -> None:
    newsroom.post("river", body=BODY + "긴 글이 이어진다. " * 20)
    newsroom.sync()
    text = json.loads(newsroom.reader.get("/feed.json").get_data(as_text=True))["items"][0]["content_html"]
    assert '<strong class="tone-red">위험</strong>' in text
    assert '<mark class="mark-yellow">다리</mark>' in text
    assert '<span class="math" dir="ltr">\\(a_1 * b_1\\)</span>' in text
    assert "☑ 대피" in text
    assert '<p dir="rtl" lang="fa">سلام</p>' in text
    assert '<span class="k">def</span>' in text
    for feed in ("/rss.xml", "/atom.xml"):
        assert "mark-yellow" in newsroom.reader.get(feed).get_data(as_text=True)
