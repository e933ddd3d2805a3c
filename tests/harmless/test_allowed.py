"""HTML of honest outputs keeps its looks."""

import re

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from cells import cleaned, html
from IPython.display import Audio


def test_html_of_harmless_kinds_stays():
    given = (
        '<h3>A</h3>\n<p>b <b>c</b> <a href="https://d.example/e?f=1">g</a></p><ul><li>h</li></ul>'
    )
    assert cleaned(html(given)).cells[0].outputs[0].data["text/html"] == given


@pytest.mark.parametrize("styled", [False, True])
def test_tables_of_pandas_stay_tables(styled):
    frame = pd.DataFrame({"a<b": [1.5, 2.5], "c": ["<script>x</script>", "d & e"]})
    table = frame.style.format(precision=1).to_html() if styled else frame._repr_html_()
    data = cleaned(html(table)).cells[0].outputs[0].data["text/html"]
    cells = [cell.text for cell in BeautifulSoup(data, "html.parser").select("table td")]
    assert "1.5" in cells and "d & e" in cells
    assert "{" not in data
    assert styled or 'style="text-align: right;"' in data


def test_sound_keeps_its_source():
    given = Audio(np.sin(np.arange(800)), rate=8000)._repr_html_()
    source = re.search(r'src="([^"]+)"', given)[1]
    made = cleaned(html(given)).cells[0].outputs[0].data["text/html"]
    audio = BeautifulSoup(made, "html.parser").audio
    assert source.startswith("data:audio/wav;base64,UklGR")
    assert audio.source["src"] == source
    assert "controls" in audio.attrs
