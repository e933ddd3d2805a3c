"""Small corpora that tests make up, and what they ask of the one that is found."""

import hashlib
import socket
import zipfile

import pytest

from helpers import archive
from helpers.corpus import CorpusError, load_corpus

TAG = "free-spoken-digit-dataset-1.0.10"


def contents(word):
    """Make 20 small files that start like wav files: two speakers, ten digits, one take."""
    names = [f"{digit}_{speaker}_0.wav" for digit in range(10) for speaker in ("ann", "bob")]
    return {name: b"RIFF" + f"{word} {name} ".encode() * 20 for name in names}


def digest_of(files):
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def edition(name, files):
    return archive.Edition(name, digest_of(files), ("ann",), ("bob",), takes=1)


def write_zip(path, files, folder=f"{TAG}/recordings/"):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            zipped.writestr(folder + name, data)
    return path


def write_folder(path, files):
    path.mkdir(parents=True)
    for name, data in files.items():
        (path / name).write_bytes(data)
    return path


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def no_download(*_args, **_kwargs):
    raise AssertionError("a download was started")


def no_writing(*_args):
    raise AssertionError("a file was written")


REAL = contents("real")
STAND_IN = contents("stand-in")


def use(monkeypatch, path):
    monkeypatch.setenv("FSDD", str(path))


def failure():
    with pytest.raises(CorpusError) as caught:
        load_corpus()
    return str(caught.value)


def files_below(folder):
    return sorted(p for p in folder.rglob("*") if p.is_file())


def assert_holds(found, name, files):
    assert found.name == name
    assert {p.name: p.read_bytes() for p in found.path.iterdir()} == files
    assert found.train_speakers == ("ann",)
    assert found.test_speakers == ("bob",)
