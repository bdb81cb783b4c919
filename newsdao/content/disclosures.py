"""<details>: what a reader opens. It needs a <summary> first, or browsers put a word of their own there."""

from newsdao.content.fragment import Element, elements, is_blank, take, text_of


def mend_disclosures(root: Element) -> None:
    """Puts each summary first and alone; what can't be opened by words stands open. Call after empties are gone."""
    for element in elements(root, "details"):
        summary = next((child for child in element if child.tag == "summary"), None)
        if summary is None or not text_of(summary):
            element.tag = "div"
            take(element, "open")
        elif element[0] is not summary or not is_blank(element.text):
            _put_first(element, summary)
    for summary in elements(root, "summary"):
        parent = summary.getparent()
        if parent is None or parent.tag != "details" or parent[0] is not summary:
            summary.tag = "div"


def _put_first(element: Element, summary: Element) -> None:
    """The text that stood before and after the summary follows it, in its order."""
    before, after = element.text or "", summary.tail or ""
    above = summary.getprevious()
    element.text = None
    if above is None:
        summary.tail = before + after
        return
    above.tail = (above.tail or "") + after
    element.insert(0, summary)
    summary.tail = before
