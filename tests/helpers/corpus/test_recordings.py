"""The embedded corpus, and the real recordings for whoever has them."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from made_up import failure, use

from helpers import corpus
from helpers.corpus import load_corpus, recordings_digest


def test_shipped_embedded_corpus(tmp_path, monkeypatch):
    monkeypatch.setenv("FSDD", "embedded")
    monkeypatch.setenv("SPEECH_HOMEWORK_CACHE", str(tmp_path))
    found = load_corpus()
    assert found.name == "embedded"
    assert len(list(found.path.iterdir())) == 600
    assert recordings_digest(found.path) == corpus.EMBEDDED_DIGEST
    assert found.train_speakers == ("alba", "bruno", "clara", "dario")
    assert found.test_speakers == ("edith", "felix")


def test_damaged_embedded_corpus(cache, monkeypatch):
    monkeypatch.setattr(corpus, "EMBEDDED", replace(corpus.EMBEDDED, digest="0" * 64))
    text = failure()
    assert "embedded corpus cannot be used" in text
    assert "fresh copy" in text


@pytest.fixture
def real(fsdd, tmp_path, monkeypatch):
    use(monkeypatch, fsdd)
    monkeypatch.setenv("SPEECH_HOMEWORK_CACHE", str(tmp_path / "cache"))
    return load_corpus()


def test_real_recordings(real):
    assert real.name == "FSDD 1.0.10"
    assert real.train_speakers == ("george", "jackson", "lucas", "nicolas")
    assert real.test_speakers == ("theo", "yweweler")
    assert {p.name for p in real.path.glob("*.wav")} == corpus.FSDD.file_names()
    assert recordings_digest(real.path) == corpus.FSDD_DIGEST


def test_real_recordings_with_one_missing(real, tmp_path, monkeypatch):
    folder = Path(shutil.copytree(real.path, tmp_path / "mine"))
    (folder / "4_theo_49.wav").unlink()
    use(monkeypatch, folder)
    assert "2999 wav files found of 3000 expected, missing 4_theo_49.wav." in failure()


def test_real_recordings_with_one_changed_byte(real, tmp_path, monkeypatch):
    folder = Path(shutil.copytree(real.path, tmp_path / "mine"))
    with open(folder / "4_theo_49.wav", "r+b") as wav:
        wav.seek(1000)
        byte = wav.read(1)[0]
        wav.seek(1000)
        wav.write(bytes([byte ^ 1]))
    use(monkeypatch, folder)
    assert "contents differ" in failure()
