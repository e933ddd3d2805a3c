"""Whatever a student writes or prints, the pages made of the graded notebook stay harmless."""

import re
import shutil
import subprocess

import nbformat
import pytest
from attacks_on_pages import ATTACKS, STOPPERS, TAME, armed
from cells import TEMPLATES, cleaned, page_of, unchecked
from nbconvert.filters.markdown_mistune import InvalidNotebook

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_attack_reaches_a_page(name, template, harms):
    notebook = cleaned(armed(ATTACKS[name]))
    assert harms(notebook, template) == set()
    nbformat.validate(notebook)
    assert cleaned(*notebook.cells).cells == notebook.cells


@pytest.mark.parametrize("name", sorted(set(ATTACKS) - TAME))
def test_each_attack_reaches_a_page_of_stock_nbconvert(name, harms):
    notebook = unchecked([armed(ATTACKS[name])])
    if name in STOPPERS:
        with pytest.raises((InvalidNotebook, nbformat.ValidationError)):
            harms(notebook, "classic")
    else:
        assert any(harms(notebook, template) for template in TEMPLATES)


@pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium")
@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_runs_in_a_browser(template, exporters, tmp_path):
    cells = {name: armed(cell, number) for number, (name, cell) in enumerate(ATTACKS.items())}
    stock = [cell for name, cell in cells.items() if name not in STOPPERS]
    harmed = harmed_in_browser(page_of(exporters[template], unchecked(stock)), tmp_path)
    assert len(harmed) > 35
    page = page_of(exporters[template], cleaned(*cells.values()))
    assert harmed_in_browser(page, tmp_path) == set()


def harmed_in_browser(page, folder):
    """The numbers of the attacks that ran, after every link that runs something was followed."""
    links = "for (const a of document.links) if (/javascript/.test(a.protocol)) a.click()"
    path = folder / "page.html"
    path.write_text(page.replace("</body>", f"<script>{links}</script></body>"), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
    options += ["--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=2000", "--dump-dom"]
    command = [CHROMIUM, *options, path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert "show" in done.stdout
    return set(re.findall(r"harmed\d+", done.stdout.split("<head", 1)[0]))
