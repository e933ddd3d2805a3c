"""The pages of nbconvert, and what on them can act."""

import pytest
from cells import TEMPLATES, page_of, shown, text
from nbconvert import HTMLExporter
from nbformat.v4 import new_notebook
from seen import Seen


@pytest.fixture(scope="session")
def exporters():
    return {name: HTMLExporter(template_name=name) for name in TEMPLATES}


@pytest.fixture(scope="session")
def harms(exporters):
    """Says what can act on the page of a notebook, beyond what is on that of a plain one."""
    plain_notebook = new_notebook(cells=[text("x"), shown({"text/plain": "x"})])
    usual = {name: Seen(page_of(exporters[name], plain_notebook)).found for name in TEMPLATES}

    def harms(notebook, template):
        found = Seen(page_of(exporters[template], notebook)).found - usual[template]
        return {what for what in found if what is not None}

    return harms
