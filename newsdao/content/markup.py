"""A post's body as a page's HTML: Markdown read, HTML balanced and mended, everything unsafe gone.

Each module this one calls mends one noun; `sanitize.clean` comes last and guards the reader alone.
"""

from dataclasses import dataclass

from newsdao.content import kramdown, sanitize
from newsdao.content.attribution import credited
from newsdao.content.blocks import align_by_class, drop_empties, gather_stray_text, rename_aliases, space_evenly
from newsdao.content.boilerplate import drop_closing_advertisement
from newsdao.content.characters import fit
from newsdao.content.contents import place_contents
from newsdao.content.disclosures import mend_disclosures
from newsdao.content.embeds import replace_embeds
from newsdao.content.emphasis import embolden
from newsdao.content.footnotes import label_footnotes
from newsdao.content.fragment import Element, lines_of_text, parse, serialise
from newsdao.content.headings import drop_ids, level_headings, prefix_ids
from newsdao.content.highlighting import highlight_code
from newsdao.content.inline_styles import mend_styles
from newsdao.content.lead import lead_of
from newsdao.content.links import mend_links
from newsdao.content.manuscript import Lookup, Manuscript
from newsdao.content.pictures import drop_leading_picture, place_pictures
from newsdao.content.post import Notice, Source
from newsdao.content.scrolling_code import open_wide_code, wide_code
from newsdao.content.summary import without_artefacts
from newsdao.content.tables import mend_tables, name_scrollers, scroller_names
from newsdao.content.tasks import mark_tasks

__all__ = ["Lookup", "Rendered", "drop_leading_picture", "render", "render_feature", "render_update"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """html: safe to show. text: plain, one line a block, for search. lead: the first paragraph, plain, one line.

    sources: those elsewhere that the text names as what it is based on.
    """

    html: str
    text: str
    lead: str
    notices: tuple[Notice, ...]
    sources: tuple[Source, ...] = ()


def render(source: str, *, is_markdown: bool, path: str, first_line: int, lookup: Lookup, lang: str = "") -> Rendered:
    """The body of a post. path, first_line: the file, and the line of it on which the source begins, for notices.

    lang: BCP 47, of the words that are ours.
    """
    source = fit(source)
    manuscript = Manuscript(source, lookup, path, first_line)
    root = parse(sanitize.parse(kramdown.to_html(source) if is_markdown else source))
    if is_markdown:
        embolden(root)
        mark_tasks(root)
        label_footnotes(root, lang)
    _mend(root, manuscript, top=2)
    prefix_ids(root)
    place_contents(root)
    drop_closing_advertisement(root, manuscript)
    mend_links(root, lookup)
    drop_empties(root)
    space_evenly(root)
    sources = credited(root, lookup)
    names = scroller_names(root)
    html = open_wide_code(name_scrollers(sanitize.clean(serialise(root)).strip(), names), wide_code(root))
    return Rendered(html, lines_of_text(root), lead_of(root), tuple(manuscript.notices), sources)


def render_feature(source: str, *, lookup: Lookup) -> str:
    """The lead band's text: as a body, but nothing links into it."""
    return _beside(Manuscript(without_artefacts(fit(source)), lookup), top=2).html


def render_update(source: str, *, path: str, line: int, lookup: Lookup) -> Rendered:
    """An update of a story, which stands below a heading of its own. path, line: of the file, for notices."""
    return _beside(Manuscript(fit(source), lookup, path, line), top=4)


def _beside(manuscript: Manuscript, *, top: int) -> Rendered:
    """Markdown that stands on a page beside its body."""
    root = parse(sanitize.parse(kramdown.to_html(manuscript.source)))
    embolden(root)
    _mend(root, manuscript, top=top)
    drop_ids(root)
    mend_links(root, manuscript.lookup)
    drop_empties(root)
    space_evenly(root)
    html = open_wide_code(name_scrollers(sanitize.clean(serialise(root)).strip(), []), wide_code(root))
    return Rendered(html, lines_of_text(root), lead_of(root), tuple(manuscript.notices))


def _mend(root: Element, manuscript: Manuscript, *, top: int) -> None:
    """What holds for every text, in the order in which one step needs the other."""
    replace_embeds(root, manuscript)
    rename_aliases(root)
    mend_styles(root)
    align_by_class(root)
    place_pictures(root, manuscript)
    drop_empties(root)
    mend_disclosures(root)
    level_headings(root, top=top)
    highlight_code(root)
    mend_tables(root)
    gather_stray_text(root)
