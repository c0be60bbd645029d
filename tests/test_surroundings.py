"""It is known of templates whether they show more of other pages than is named around a page."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.theme import Theme

from macros.reads import digest
from macros.seam.surroundings import all_there_is, looks_farther, shows_bodies

from .conftest import PROJECT

NO_FARTHER = (
    "{{ page.title }}{{ page.content }}{{ page.toc }}{{ page.meta.x }}",
    "{% for item in nav.items %}{{ item.title }} {{ target(item).url }} {{ item.active }}{% endfor %}",
    "{% for item in page.parent.children %}{{ item.title }}{% endfor %}{{ page.ancestors[0].title }}",
    "{% if target(nav.items[0]) == page %}{{ page.title | striptags }}{{ page.url.startswith('fr/') }}{% endif %}",
    "{{ page.edit_url }}{{ page.is_homepage }}{{ page.canonical_url }}",
    "{{ config.site_name }}{{ config.theme.language }}{{ config.theme.static_templates }}{{ config.extra.moved }}",
    "<nav>pages, their content and children</nav>{{ say('children', pages=3) }}",
)

FARTHER = (
    "{{ nav.pages[0].title }}",
    "{{ nav.homepage.title }}",
    "{{ pages | length }}",
    "{% set all = nav %}{{ all.items }}",
    "{% for item in nav.items %}{{ item.children[0].title }}{% endfor %}",
    "{{ page.parent.parent.children }}",
    "{{ page.parent.children[0].content }}",
    "{{ page.parent.children[0]['meta'] }}",
    "{{ page.parent.children | map(attribute='meta.x') | join }}",
    "{{ page.parent.children | map('attr', 'toc') | list }}",
    "{{ page.parent[what] }}",
    "{{ page.file.content_string }}",
    "{{ config.nav }}",
    "{{ config['watch'] }}",
    "{% include what %}",
    "{% include 'nowhere.html' %}",
    "{% include 'farther.html' %}",
    "{% extends 'farther.html' %}",
    "{% import 'farther.html' as it %}",
    "{{ (",
    "{{ target(nav.items[0]).title }}",
    "{% set there = target(nav.items[0]) %}{{ there.url }}",
    "{{ nav.items[0]._indent_print() }}",
    "{{ '{0.children}'.format(nav.items[0]) }}",
    "{{ self._TemplateReference__context['pages'] }}",
    "{% macro show() %}{{ caller(nav.items[0]) }}{% endmacro %}{% call(it) show() %}{{ it.title }}{% endcall %}",
    "{% set all = namespace() %}",
    "{% set key = 'content' %}{{ page.parent.children[0] | attr(key) }}",
    "{{ page.parent.children | groupby('title') }}",
    "{{ page.parent.children | join(', ', 'toc') }}",
    "{{ page.parent.children[0].present_anchor_ids }}",
    "{{ page.parent.children[0].links_to_anchors }}",
    "{{ page.file.src_uri }}",
    "{% for item in nav.items if item.is_index %}{{ item.title }}{% endfor %}",
    "{% for item in nav.items if item.is_link %}{{ item.title }}{% endfor %}",
    "{{ nav.items[0].edit_url }}",
    "{{ config.theme.custom_dir }}",
    "{{ config.theme }}",
    "{% for key in config.theme %}{{ key }}{% endfor %}",
    "{{ config.get('dev_addr') }}",
    "{{ config.data.dev_addr }}",
    "{% for key in config %}{{ key }}{% endfor %}",
    "{{ i18n_alternates }}",
    "{% from 'words.html' import word %}",
    "{% for page in page.parent.children %}{{ page.content }}{% endfor %}",
    "{% macro card(page) %}{{ page.content }}{% endmacro %}",
    "{% set page = page.parent %}{{ page.content }}",
    "{% with page = page.parent %}{{ page.content }}{% endwith %}",
)


def is_farther(source: str) -> bool:
    loader = DictLoader({"main.html": source, "farther.html": "{{ nav.pages }}", "words.html": ""})
    return looks_farther(Environment(loader=loader, autoescape=True))


@pytest.mark.parametrize("source", NO_FARTHER)
def test_titles_and_addresses_around_a_page_lead_no_farther(source: str) -> None:
    assert not is_farther(source)


@pytest.mark.parametrize("source", FARTHER)
def test_what_leads_farther_or_may_is_known(source: str) -> None:
    assert is_farther(source)


def test_all_there_is_says_how_a_link_of_the_navigation_is_named() -> None:
    config = MkDocsConfig()
    config.theme = Theme("mkdocs")

    def named(title: str) -> str:
        items = [Section("Papers", [Link(title, "https://s.example/")])]
        return digest(*all_there_is([], Navigation(items, []), config))

    assert named("One") == named("One") != named("Other")


def test_our_own_templates_look_no_farther_and_show_no_body_beside_the_pages() -> None:
    own = Environment(loader=FileSystemLoader(PROJECT / "overrides"), autoescape=True)
    assert not looks_farther(own)
    assert [name for name in ("404.html", "sitemap.xml") if shows_bodies(own, name)] == []


def test_a_template_beside_the_pages_that_shows_titles_of_all_is_known() -> None:
    every = "{% for files in i18n_alternates.values() %}{% for file in files if file.page and file.page.url %}"
    shown = {"list.xml": "file.page.url", "titles.xml": "file.page.title", "pages.xml": "file.page", "nav.xml": "nav"}
    sources = {name: f"{every}{{{{ {what} }}}}{{% endfor %}}{{% endfor %}}" for name, what in shown.items()}
    env = Environment(loader=DictLoader(sources), autoescape=True)
    assert [name for name in (*sources, "nowhere.xml") if not shows_bodies(env, name)] == ["list.xml"]
