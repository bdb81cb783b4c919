"""Draws a sheet of twelve social cards for looking at: `tools/card_sheet.py [FILE] [16x9|4x3|1x1]`."""

import io
import sys
from pathlib import Path
from typing import cast

from PIL import Image

from newsdao.adapters.card_painter import paint
from newsdao.content.cards import Card, Shape, drawable

NAME, DAY = "뉴스다오", "2026년 11월 20일"
LONG = (
    "해온시, 강변 저지대 주민 2천 가구에 대피령… 상류 댐 초당 3,200톤 방류에 해온대교 수위 주의 단계 넘어서고 "
    "밤사이 비 120㎜ 더 온다는 예보에 학교 여섯 곳 대피소로 열기로"
)
CARDS = (
    Card("강이 넘쳤다", NAME, "사회", DAY),
    Card("해온강 수위 사흘째 상승, 저지대 2천 가구 대피 준비", NAME, "사회", DAY),
    Card(LONG, NAME, "사회", DAY),
    Card("해온시, 오후 6시부터 강변 저지대 주민 대피령", NAME, "사회", DAY, "속보"),
    Card("서린·도하 정상, 10月 訪韓 美中 사이 均衡 외교", NAME, "국제", DAY),
    Card("라온전자 3Q 영업익 1조 2천억… “AI 반도체가 살렸다” ⓒ라온", NAME, "경제", DAY),
    Card(drawable("🔥 한솔 유나이티드 👨‍👩‍👧‍👦 3️⃣연승 🇰🇷 ⚽️ 새 감독 이든 박 👍🏽"), NAME, "스포츠", DAY),
    Card("River rises for a third day; two thousand homes told to be ready", "The Haeon Post", "Local",
         "20 November 2026", lang="en"),
    Card("سیل در شهر هائون: ۲۰۰۰ خانه تخلیه می‌شوند، NewsDAO گزارش می‌دهد (۱۲٫۵٪)", "نیوزدائو", "جامعه",
         "۲۰ نوامبر ۲۰۲۶", lang="fa", is_rtl=True),
    Card("הנהר עלה על גדותיו: 1,200 תושבים מתבקשים להתפנות", "חדשות האון", "מקומי", "20.11.2026", lang="he",
         is_rtl=True),
    Card("https://news.example.kr/" + "해온강수위상승저지대주민대피준비" * 3, NAME, "사회", DAY),
    Card("해온시에서 전하는 빠른 소식", NAME, is_site=True),
)  # fmt: skip
GAP, ACROSS = 18, 3


def main() -> None:
    file = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/cards.png")
    shape = cast("Shape", sys.argv[2] if len(sys.argv) > 2 else "")
    cards = [Image.open(io.BytesIO(paint(card, shape))) for card in CARDS]
    wide = 600
    high = wide * cards[0].height // cards[0].width
    rows = -(-len(cards) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * (wide + GAP) + GAP, rows * (high + GAP) + GAP), "#8a8f98")
    for place, card in enumerate(cards):
        row, column = divmod(place, ACROSS)
        small = card.resize((wide, high), Image.Resampling.LANCZOS)
        sheet.paste(small, (GAP + column * (wide + GAP), GAP + row * (high + GAP)))
    sheet.quantize(128, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main()
