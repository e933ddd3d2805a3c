"""The script that made the embedded corpus."""

import shutil

import numpy as np
import pytest

from examiner import synthesise
from helpers.files import write_zip


def test_without_espeak_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr("sys.argv", ["synthesise"])
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="apt-get install espeak-ng"):
        synthesise.main()


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_takes_differ_and_are_the_same_each_time():
    voice = synthesise.VOICES[0]
    first, second = (synthesise.record(voice, 7, index) for index in (0, 1))
    assert first.dtype == np.int16 and len(first) > 700
    assert not np.array_equal(first, second)
    assert np.array_equal(first, synthesise.record(voice, 7, 0))


def test_an_archive_depends_on_its_content_alone(tmp_path):
    files = {"b": b"2", "a": b"1"}
    write_zip(tmp_path / "x.zip", files)
    write_zip(tmp_path / "y.zip", dict(reversed(files.items())))
    assert (tmp_path / "x.zip").read_bytes() == (tmp_path / "y.zip").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.zip", "y.zip"]
