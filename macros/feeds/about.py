"""What a published file of the data says of itself."""

from __future__ import annotations

from ..dates import Edtf
from ..statements import Record, Text


class About(Record):
    """What a file is, where it stands, under which terms, and how new it is."""

    title: Text
    """Name of the data."""
    address: str
    """Where this file stands."""
    described_by: str
    """The part of the JSON Schema that describes it."""
    version: int
    """Number of the form of the data; a change that breaks readers gets a new one and a new folder."""
    updated: Edtf
    """Newest day on which a source was consulted."""
    licence: str
    """Terms of our data, as an SPDX identifier."""
    licence_address: str
    """Where these terms stand."""
    licence_note: Text
    """What the terms do not cover."""
