"""What the preview answers: a page that follows it, whatever the page holds."""

from __future__ import annotations

import pytest

from macros.seam.preview_answers import with_notice

FOLLOWS = 'data-epoch="7"></script>'


@pytest.mark.parametrize("page", ["<head></head><body>x</body>", "<head><body>x</body>", "<p>x</p>", ""])
def test_a_page_follows_the_preview_and_tells_what_is_wrong(page: str) -> None:
    shown = with_notice(page, ["wrong & more"], 7).decode()
    assert shown.count(FOLLOWS) == 1
    assert shown.count(">wrong &amp; more</pre>") == 1
    assert shown.find(FOLLOWS) < shown.find("wrong")


def test_what_a_page_writes_of_a_head_is_no_head() -> None:
    assert "x</head>" in with_notice("<head></head><body>x</head></body>", [], 7).decode()
