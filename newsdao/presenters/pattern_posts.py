"""The invented stories by which the pattern library shows every component: files as a publisher writes them, read by
the reader that publishes.
"""

from dataclasses import replace
from functools import cache

from newsdao.content.jekyll_config import read_config
from newsdao.content.post import Picture, Post
from newsdao.content.reading import ReadingContext, SourceFile, read_post

_PLAIN = """
title: 해온강 수위 사흘째 상승, 저지대 2천 가구 대피 준비
date: 2026-11-25 15:20:00 +0900
categories: [사회]
author: 김나루
excerpt: 상류 댐 방류로 해온대교 수위가 주의 단계를 넘었다. 시는 대피소 여섯 곳을 열고 강변도로를 막았다.
feature_text: 상류 댐이 초당 3,200톤을 내보내면서 해온대교 수위가 주의 단계를 넘었다. 시는 대피소 여섯 곳을 열었다.
---
시는 물목동 둑에 모래주머니를 쌓았다.
"""
_SHORT = """
title: 강이 멈췄다
date: 2026-11-25 14:00:00 +0900
categories: [사회]
feature_text: 둑은 버텼다.
---
비가 그쳤다.
"""
_LONG = """
title: >-
  “둑이 땀을 흘리기 시작하면 세 시간 남은 겁니다”… 물목동 주민 이천 명이 손전등을 들고 밤새 걸은 길 4.8㎞, 그리고
  새벽 네 시에 들려온 솥뚜껑 소리의 뜻
date: 2026-11-24 23:10:00 +0900
last_modified_at: 2026-11-25 08:00:00 +0900
categories: [사회]
authors: [김나루, 이노을, 배이랑]
feature_text: >
  구름재댐에는 지켜야 할 숫자가 두 개 있다. 봄에 농사지을 물을 채워 둘 것, 그리고 비가 오기 전에 비워 둘 것. 두 숫자는
  같은 그릇을 두고 다툰다. 관리단의 당직자는 열두 개의 수문을 두 손으로 연다고 했다. 왼손은 하류를 생각하고 오른손은
  내년 봄을 생각한다는 것이다. 책상 위에는 컴퓨터가 멈춰도 읽을 수 있도록 손으로 쓴 표가 있었다.
---
물목동 골목에는 벽마다 금이 그어져 있다.
"""
_FLASH = """
title: "[속보] 해온시, 강변 저지대 네 개 동에 대피령"
date: 2026-11-25 16:02:00 +0900
categories: [사회]
breaking: true
---
시가 대피령을 내렸다.
"""
_ENGLISH = """
title: "Explainer: what Haeon’s flood alert levels mean"
date: 2026-11-25 10:00:00 +0900
lang: en
categories: [사회]
author: Naru Kim
feature_text: Four words decide whether a street sleeps or walks.
---
Watch, warning, serious, evacuate.
"""
_ARABIC = """
title: ارتفاع منسوب نهر هاون لليوم الثالث
date: 2026-11-23
lang: ar
categories: [국제]
feature_text: أعلنت المدينة حالة التأهب وفتحت ستة ملاجئ.
---
وضع السكان أكياس الرمل على السد منذ الفجر.
"""
_OLD = """
title: 해온대교, 열두 해 만에 다시 칠한다
date: 2021-03-02 09:00:00 +0900
categories: [사회]
---
시가 다리를 칠한다.
"""
_YEAR_OLD = """
title: 물목동 둑, 다시 쌓는다
date: 2025-10-02 09:00:00 +0900
categories: [사회]
---
시가 둑을 쌓는다.
"""
_WHOLE = """
title: "둑 위의 사람들: 해온강은 왜 네 해마다 넘치려 하는가"
date: 2026-11-25 07:00:00 +0900
last_modified_at: 2026-11-25 11:25:00 +0900
categories: [사회]
tags: [해온강, 홍수, 기후]
author: 김나루
feature_text: 비는 더 많이 오지 않았다. 다만 한꺼번에 왔다. 물목동 둑을 지키는 사람들과 이틀 밤을 보냈다.
source:
  - {name: 구름재댐 관리단 상황보고, url: https://dam.haeon.example/report}
  - 해온시 재난안전대책본부
corrections:
  - {at: 2026-11-25 11:25:00 +0900, text: 둑의 높이를 6.7m로 적었으나 6.1m가 맞아 고쳤습니다.}
updates:
  - {at: 2026-11-25 09:30:00 +0900, title: 강변도로 통제 시작, text: 해온대교에서 물목나루까지 3.4㎞를 막았다.}
  - {at: 2026-11-25 10:40:00 +0900, text: "관리단이 방류량을 초당 2,600톤으로 늘렸다."}
---
첫 문단은 링크를 [하나](https://dam.haeon.example/) 품고, **굵은 말**과 *기울인 말*, `수위`라는 코드, ~~지운 말~~과
<mark>눈여겨볼 말</mark>이 있다. 각주도 달린다.[^1]

## 인용과 차례 있는 목록

> “예보가 빗나가면 우리는 늘 둘 가운데 하나입니다.”

> 길게 옮긴 글은 두 문단을 넘는다. 그럴 때는 굵게 쓰지 않는다.
>
> 눈이 쉴 곳이 있어야 끝까지 읽는다.

1. 수문을 열기 전에 아랫마을에 전화한다.
2. 먼저 나온 사람은 뒤를 센다.

- 모래주머니 1만 개
- [x] 대피소를 열었다
- [ ] 강변도로를 연다

## 표

| 지점 | 수위(m) | 주의 | 위험 | 한 시간 변화 | 상류 강수량(㎜) |
| --- | ---: | ---: | ---: | ---: | ---: |
| 구름재 | 7.31 | 6.5 | 8.0 | +0.12 | 118 |
| 해온대교 | 5.17 | 4.5 | 5.5 | +0.04 | 97 |

### 설명 목록

방류량
: 댐이 한 번에 내보내는 물의 양. 초당 톤으로 적는다.

<details><summary>더 알아보기</summary><p>접힌 글은 눌러서 펼친다.</p></details>

## 영상과 코드

<iframe src="https://www.youtube.com/embed/aBcDeFgHiJk" title="해온항의 아침"></iframe>

<iframe src="https://www.instagram.com/p/AbC-1/embed"></iframe>

```python
def level(metres: float) -> str:
    return "주의" if metres > 4.5 else "관심"  # 시의 기준
```

---

<p><span style="color:#c00">붉게 쓴 말</span>과 <span style="background-color:#ffef9e">노란 바탕의 말</span>.</p>

[^1]: 각주의 글이다. 화살표는 본문으로 돌아간다.
"""
_CAPTION, _CREDIT = "새벽 네 시, 물목동 둑에서 주민들이 물 새는 자리를 찾고 있다.", "이노을"
_ALL = {
    "plain": _PLAIN, "short": _SHORT, "long": _LONG, "flash": _FLASH, "english": _ENGLISH, "arabic": _ARABIC,
    "old": _OLD, "year_old": _YEAR_OLD, "whole": _WHOLE,
}  # fmt: skip


@cache
def _read(name: str) -> Post:
    config = read_config("title: 뉴스다오\nlang: ko-KR\ntimezone: Asia/Seoul\npermalink: pretty\n")
    source = SourceFile(f"_posts/2026-11-25-{name}.md", f"---{_ALL[name]}".encode())
    return read_post(source, config, ReadingContext())


def pattern_posts(picture: Picture | None) -> dict[str, Post]:
    """Name → story. picture: one of the site's own, for "pictured" and "whole"; without one nothing is pictured."""
    posts = {name: _read(name) for name in _ALL}
    if picture is not None:
        shown = replace(picture, is_shared=False, caption=_CAPTION, credit=_CREDIT)
        posts |= {"pictured": replace(posts["plain"], picture=shown), "whole": replace(posts["whole"], picture=shown)}
    return posts
