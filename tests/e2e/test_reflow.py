"""No width, zoom or spacing that a reader chooses loses a word: WCAG 2.2, 1.4.4, 1.4.10 and 1.4.12."""

import pytest

pytestmark = pytest.mark.e2e

# Two parts of the text that lie over each other, words cut off by their box, and a page wider than its window.
# Line boxes of a tight headline overlap in their white: only the middle three fifths of each line count.
FAULTS = """() => {
  const found = [];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) found.push(`${wide} px too wide`);
  const block = node => {
    let one = node.parentElement;
    while (getComputedStyle(one).display.startsWith('inline') && one.parentElement) one = one.parentElement;
    return one;
  };
  const lines = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest('.unseen, .skip, script, style') || !parent.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = parent.closest('.table-scroll, pre, .math')?.getBoundingClientRect();
    for (const {left, right, top, bottom} of range.getClientRects()) {
      if (right - left < 2 || (box && (left >= box.right || right > box.right + 1))) continue;
      const fifth = (bottom - top) / 5;
      lines.push({left, right, top: top + fifth, bottom: bottom - fifth, block: block(node), text: node.data.trim()});
    }
  }
  lines.sort((one, other) => one.top - other.top);
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom - 1; next++) {
      const other = lines[next];
      if (one.block !== other.block && !one.block.contains(other.block) && !other.block.contains(one.block)
          && one.left < other.right - 1 && other.left < one.right - 1)
        found.push(`"${one.text.slice(0, 30)}" lies over "${other.text.slice(0, 30)}"`);
    }
  });
  for (const one of document.querySelectorAll('body *')) {
    const style = getComputedStyle(one);
    if (!['hidden', 'clip'].includes(style.overflowX) || one.closest('.unseen') || !one.textContent.trim()) continue;
    if (one.scrollWidth > one.clientWidth + 1 && style.columnCount === 'auto' && style.columnWidth === 'auto')
      found.push(`cut off at the side: ${one.className || one.tagName}`);
  }
  return [...new Set(found)];
}"""
SPACED = """
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }
"""
LARGE = "html { font-size: 200% !important; }"
CHOICES = {
    "on the narrowest phone": (320, ""),
    "zoomed to 200 %": (640, ""),
    "with text of 200 % on a phone": (390, LARGE),
    "with text of 200 % on a desk": (1280, LARGE),
    "with open spacing on a phone": (390, SPACED),
    "with open spacing on a desk": (1280, SPACED),
}


@pytest.mark.parametrize("choice", CHOICES)
def test_no_words_are_lost(site, browser, choice: str) -> None:
    width, style = CHOICES[choice]
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    found = []
    for kind, path in site.kinds.items():
        page.goto(site.url(path))
        if style:
            page.add_style_tag(content=style)
        found += [f"{kind}: {fault}" for fault in page.evaluate(FAULTS)]
    context.close()
    assert found == [], "\n".join(found)
