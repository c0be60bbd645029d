"""It is known of templates whether they show more of other pages than is named around a page."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader
from mkdocs.structure.nav import Link, Navigation, Section

from macros.reads import digest
from macros.seam.surroundings import all_there_is, is_looked_farther

from .conftest import PROJECT

NO_FARTHER = (
    "{{ page.title }}{{ page.content }}{{ page.toc }}{{ page.meta.x }}",
    "{% for item in nav.items %}{{ item.title }} {{ target(item).url }} {{ item.active }}{% endfor %}",
    "{% for item in page.parent.children %}{{ item.title }}{% endfor %}{{ page.ancestors[0].title }}",
    "{{ config.site_name }}{{ config.theme.language }}{{ config.extra.moved }}",
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
)


def is_farther(source: str) -> bool:
    loader = DictLoader({"main.html": source, "farther.html": "{{ nav.pages }}"})
    return is_looked_farther(Environment(loader=loader, autoescape=True))


@pytest.mark.parametrize("source", NO_FARTHER)
def test_titles_and_addresses_around_a_page_lead_no_farther(source: str) -> None:
    assert not is_farther(source)


@pytest.mark.parametrize("source", FARTHER)
def test_what_leads_farther_or_may_is_known(source: str) -> None:
    assert is_farther(source)


def test_all_there_is_says_how_a_link_of_the_navigation_is_named() -> None:
    def named(title: str) -> str:
        items = [Section("Papers", [Link(title, "https://s.example/")])]
        return digest(*all_there_is([], Navigation(items, []), {}))

    assert named("One") == named("One") != named("Other")


def test_our_own_templates_look_no_farther() -> None:
    assert not is_looked_farther(Environment(loader=FileSystemLoader(PROJECT / "overrides"), autoescape=True))
