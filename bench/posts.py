"""Posts of the family's form, generated: HTML with an editor's leftovers, a table, a shared picture."""

import random
from pathlib import Path

WORDS = """
해온시 강변 대피 열차 예산 의회 합의 반도체 실적 시장 선거 토론 영화제 감독 경기 기록 도서관 학교 교통 기상대
주민 둑 상류 방류 통관 국경 요금 노선 수출 물가 금리 주거 청년 지원 연구 발표 계획 확대 감소 증가
""".split()  # noqa: SIM905 - reads better as words


def write_site(folder: Path, count: int) -> None:
    """`count` posts over `count` / 40 days, in six sections, and a configuration."""
    dice = random.Random(count)
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text("title: 뉴스다오\npermalink: pretty\n", encoding="utf-8")
    for number in range(count):
        day = number // 40
        name = f"{2020 + day // 336}-{day % 336 // 28 + 1:02d}-{day % 28 + 1:02d}-{number}.md"
        (folder / "_posts" / name).write_text(post(dice), encoding="utf-8")


def post(dice: random.Random) -> str:
    def sentence() -> str:
        return " ".join(dice.choices(WORDS, k=12)) + " 밝혔다."

    paragraphs = "\n\n".join(
        f"<h3><b>{' '.join(dice.choices(WORDS, k=4))}</b></h3>\n\n"
        f'<p data-ke-size="size16">{" ".join(sentence() for _ in range(4))}</p>'
        for _ in range(5)
    )
    cell = '<td style="text-align: center;"><b>{}</b></td>'
    row = "<tr>" + cell.format("구분") + cell.format("내용") + "</tr>"
    lead = " ".join(sentence() for _ in range(4))
    title, section = " ".join(dice.choices(WORDS, k=6)), dice.choice(["정치", "경제", "사회", "국제", "문화", "스포츠"])
    return (
        f"---\ntitle: {title}\ncategories:\n  - {section}\nexcerpt: >\n  {lead}\nfeature_text: >\n  {lead}\n---\n\n"
        f"{paragraphs}\n\n<table>{row}{row}</table>\n"
    )
