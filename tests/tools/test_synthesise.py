"""The script that made the embedded corpus."""

import shutil
from functools import cache

import numpy as np
import pytest

from homework.files import write_zip
from tools import synthesise


def test_without_espeak_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr("sys.argv", ["synthesise"])
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="apt-get install espeak-ng"):
        synthesise.main()


@pytest.fixture
def voice():
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    return synthesise.VOICES[0]


def test_takes_differ_and_are_the_same_each_time(voice, monkeypatch):
    # The sound is made once: espeak-ng mixes noise into it, from 1.52 on seeded by the clock.
    monkeypatch.setattr(synthesise, "_speak", cache(synthesise._speak))
    first, second = (synthesise.record(voice, 7, index) for index in (0, 1))
    assert first.dtype == np.int16 and len(first) > 700
    assert not np.array_equal(first, second)
    assert np.array_equal(first, synthesise.record(voice, 7, 0))


def test_espeak_says_the_same_but_for_its_noise(voice):
    first, again = (synthesise.record(voice, 7, 0).astype(float) for _ in range(2))
    assert first.shape == again.shape
    assert np.abs(first - again).max() < 0.02 * np.abs(first).max()


def test_an_archive_depends_on_its_content_alone(tmp_path):
    files = {"b": b"2", "a": b"1"}
    write_zip(tmp_path / "x.zip", files)
    write_zip(tmp_path / "y.zip", dict(reversed(files.items())))
    assert (tmp_path / "x.zip").read_bytes() == (tmp_path / "y.zip").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.zip", "y.zip"]
