"""Cells as students hand them in, uncleaned and cleaned, and pages made of them."""

import base64
from copy import deepcopy

from nbformat.notebooknode import from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from examiner.harmless import MakeHarmless

TEMPLATES = ["classic", "lab"]
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(256))).decode() + "\n"


def shown(data, metadata=None):
    output = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
    return from_dict({**new_code_cell("show()"), "outputs": [output]})


def html(text):
    return shown({"text/html": text, "text/plain": "<object>"})


def text(source, **attachments):
    bundles = {name.replace("_", "."): bundle for name, bundle in attachments.items()}
    return new_markdown_cell(source, **({"attachments": bundles} if bundles else {}))


def unchecked(cells):
    return from_dict({**new_notebook(), "cells": deepcopy(list(cells))})


def cleaned(*cells, **traits):
    return MakeHarmless(**traits).preprocess(unchecked(cells), {})[0]


def page_of(exporter, notebook):
    return exporter.from_notebook_node(notebook)[0]
