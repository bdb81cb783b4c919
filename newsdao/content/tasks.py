"""Items of a task list, `- [ ]` and `- [x]`: a sign says which are done, since a page of ours has no boxes to tick."""

import re

from newsdao.content.fragment import Element, elements, is_blank

_BOX = re.compile(r"\s*\[([ xX])\][ \n]+(?=\S)")
_SIGNS = {" ": "☐ ", "x": "☑ "}


def mark_tasks(root: Element) -> None:
    """Makes a sign of each pair of brackets that begins an item."""
    for item in elements(root, "li"):
        holder = item[0] if is_blank(item.text) and len(item) and item[0].tag == "p" else item
        box = _BOX.match(holder.text or "")
        if box is None and holder.text and len(holder):
            box = re.fullmatch(r"\s*\[([ xX])\] ", holder.text)  # its words begin with an element
        if box:
            holder.text = _SIGNS[box[1].lower()] + (holder.text or "")[box.end() :]
            item.set("class", f"{item.get('class') or ''} task".strip())
