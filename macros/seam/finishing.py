"""What no macro knows, put into the body of a page last of all."""

from __future__ import annotations

from functools import partial

from markdown import markdown
from markupsafe import Markup

from ..feeds.addresses import published_at, with_address
from ..pages.context import SITE, Context
from ..pages.mentions import has_mentions, with_mentions
from ..pages.translation import PLACE, translation_page
from ..side_by_side import PAGE, Aligned
from ..statements import language_code
from .desk import Desk
from .editions import Edition

TRANSLATION, MENTIONS = "translation.md", "mentions.md"
MATERIAL_PERMALINK_TITLE = 'title="Permanent link"'


def finished(html: str, desk: Desk, edition: Edition) -> str:
    """Puts in the address of the site, and what is told of other pages: of their languages, progress and links.

    Says in the page's language what the sign beside a heading does.
    """
    config, language = edition.config, desk.languages[edition.code]
    if PLACE in html:
        context = Context(desk.programme, language, TRANSLATION, expand=Markup.escape)
        html = html.replace(PLACE, translation_page(context, desk.known_progress(), config.extra.get("edit_address")))
    if has_mentions(html):
        context = Context(desk.programme, language, MENTIONS, expand=Markup.escape)
        html = with_mentions(html, context, edition.read_in_order())
    html = _aligned(desk, edition).put_into(html, edition.code).replace(SITE, config.site_url)
    html = with_address(html, published_at(config.site_url))
    return html.replace(MATERIAL_PERMALINK_TITLE, f'title="{language.say("permalink")}"')


def _aligned(desk: Desk, edition: Edition) -> Aligned:
    """Returns the programme page in three languages, its Markdown read as MkDocs reads it."""
    config = edition.config
    extensions = {"extensions": config.markdown_extensions, "extension_configs": config.mdx_configs}
    texts = {language_code(code): source.text for code, source in desk.pages.sources[PAGE].items()}
    return Aligned(desk.programme, texts, partial(markdown, **extensions))
