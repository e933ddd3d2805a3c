"""The command, and who marks: on a hub whoever logged in, elsewhere as the page says."""

from types import SimpleNamespace

import pytest
from jupyter_server.auth.identity import IdentityProvider

from examiner.course import CourseError
from examiner.marking import LABEXTENSIONS, mark
from examiner.marking.handlers import MarkingHandler


@pytest.fixture
def here(tmp_path, monkeypatch):
    (tmp_path / "source" / "hw3").mkdir(parents=True)
    (tmp_path / "source" / "hw3" / "ex1.ipynb").write_text("{}")
    monkeypatch.setattr(mark, "KIT", tmp_path)
    monkeypatch.setattr(mark, "list_running_servers", list)
    return tmp_path


def test_where_nothing_is_graded_it_says_what_comes_first(here):
    with pytest.raises(CourseError, match="make grade first"):
        mark.mark()


def test_it_serves_the_page_or_opens_it_where_jupyter_runs_here_already(here, monkeypatch, capsys):
    (here / "autograded").mkdir()
    lines, opened = [], []
    monkeypatch.setattr(
        mark.subprocess, "call", lambda line, **where: lines.append((line, where)) or 0
    )
    monkeypatch.setattr(mark.webbrowser, "open", opened.append)
    mark.mark(name="ann", no_browser=True)
    ((line, where),) = lines
    assert "--LabApp.default_url=/marking/hw3" in line and "--no-browser" in line
    assert f"--LabApp.extra_labextensions_path={LABEXTENSIONS}" in line
    assert where["cwd"] == here and where["env"]["MARKER"] == "ann"
    servers = [
        {"root_dir": "/elsewhere", "url": "http://localhost:1/", "token": "t"},
        {"root_dir": str(here), "url": "http://localhost:2/", "token": "t"},
    ]
    monkeypatch.setattr(mark, "list_running_servers", lambda: servers)
    mark.mark()
    assert opened == ["http://localhost:2/marking/hw3?token=t"] and len(lines) == 1
    assert "t" not in capsys.readouterr().out.split("hw3")[-1].strip()
    monkeypatch.setattr(mark, "list_running_servers", list)
    monkeypatch.setattr(mark.subprocess, "call", lambda *_, **__: 1)
    with pytest.raises(CourseError, match="Jupyter ended with 1"):
        mark.mark()


class OfAHub(IdentityProvider):
    """Its users have names of their own."""


def test_a_hub_says_who_marks_and_nobody_else(monkeypatch):
    user = SimpleNamespace(username="carla")
    hub = SimpleNamespace(identity_provider=OfAHub(), current_user=user)
    own = SimpleNamespace(identity_provider=IdentityProvider(), current_user=user)
    assert MarkingHandler.marker(hub, "ann") == "carla"
    assert MarkingHandler.marker(own, " ann  b ") == "ann b"
    monkeypatch.setenv("MARKER", "ben")
    assert MarkingHandler.marker(own) == "ben"
