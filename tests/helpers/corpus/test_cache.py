"""The cache is whole or not there, whatever happens."""

import os
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from made_up import (
    REAL,
    STAND_IN,
    assert_holds,
    digest_of,
    failure,
    no_writing,
    use,
    write_folder,
    write_zip,
)

from helpers import archive, corpus
from helpers.corpus import CorpusError, load_corpus

# The cache is whole or not there


@pytest.mark.parametrize("problem", [KeyboardInterrupt, OSError("disk full")])
def test_unpacking_that_is_killed_leaves_no_folder(cache, tmp_path, monkeypatch, problem):
    use(monkeypatch, write_zip(tmp_path / "fsdd.zip", REAL))
    written = []
    write_bytes = Path.write_bytes

    def dying(path, data):
        if len(written) == 7:
            raise problem
        written.append(write_bytes(path, data))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", dying)
        with pytest.raises((KeyboardInterrupt, CorpusError)) as caught:
            load_corpus()
    assert len(written) == 7
    assert list(cache.iterdir()) == []
    if caught.type is CorpusError:
        assert "disk full" in str(caught.value)
        assert "SPEECH_HOMEWORK_CACHE" in str(caught.value)
    assert_holds(load_corpus(), "FSDD 1.0.10", REAL)


def test_what_the_disk_kept_is_verified_before_it_gets_its_name(cache, tmp_path, monkeypatch):
    use(monkeypatch, write_zip(tmp_path / "fsdd.zip", REAL))
    write_bytes = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda path, data: write_bytes(path, data[:-1]))
    assert "contents differ" in failure()
    assert list(cache.iterdir()) == []


def test_leftovers_of_a_killed_process_are_not_used(cache, tmp_path, monkeypatch):
    write_folder(cache / "unpack-left" / "recordings", STAND_IN)
    use(monkeypatch, write_zip(tmp_path / "fsdd.zip", REAL))
    assert_holds(load_corpus(), "FSDD 1.0.10", REAL)


def test_incomplete_cache_is_unpacked_again(cache, tmp_path, monkeypatch):
    use(monkeypatch, write_zip(tmp_path / "fsdd.zip", REAL))
    (load_corpus().path / "0_ann_0.wav").unlink()
    assert_holds(load_corpus(), "FSDD 1.0.10", REAL)
    assert len(list(cache.iterdir())) == 1


def test_incomplete_cache_is_downloaded_again(cache, serve, tmp_path):
    requested = serve(write_zip(tmp_path / "fsdd.zip", REAL).read_bytes())
    (load_corpus().path / "0_ann_0.wav").unlink()
    assert_holds(load_corpus(), "FSDD 1.0.10", REAL)
    assert len(requested) == 2


def test_whole_cache_is_not_written_again(cache, tmp_path, monkeypatch):
    use(monkeypatch, write_zip(tmp_path / "fsdd.zip", REAL))
    first = load_corpus()
    monkeypatch.setattr(Path, "write_bytes", no_writing)
    assert load_corpus() == first


def test_embedded_is_unpacked_once(cache, monkeypatch):
    use(monkeypatch, "embedded")
    first = load_corpus()
    corpus.EMBEDDED_ZIP.unlink()
    assert load_corpus() == first


def test_other_process_is_first_to_rename(cache, tmp_path, monkeypatch):
    use(monkeypatch, write_zip(tmp_path / "fsdd.zip", REAL))
    rename = os.replace

    def late(source, target):
        shutil.copytree(source, target)
        rename(source, target)

    monkeypatch.setattr(os, "replace", late)
    assert_holds(load_corpus(), "FSDD 1.0.10", REAL)
    assert list(cache.iterdir()) == [cache / digest_of(REAL)]


def test_other_process_finishes_while_this_one_unpacks(cache, tmp_path, monkeypatch):
    use(monkeypatch, write_zip(tmp_path / "fsdd.zip", REAL))
    publish = archive._publish
    theirs = []

    def late(fresh, edition, folder):
        shutil.copytree(fresh, folder)
        theirs.append(folder.stat().st_ino)
        publish(fresh, edition, folder)

    monkeypatch.setattr(archive, "_publish", late)
    found = load_corpus()
    assert_holds(found, "FSDD 1.0.10", REAL)
    assert theirs == [found.path.stat().st_ino]


def test_renaming_that_fails(cache, tmp_path, monkeypatch):
    use(monkeypatch, write_zip(tmp_path / "fsdd.zip", REAL))

    def refuse(_source, _target):
        raise PermissionError("held by a virus scanner")

    monkeypatch.setattr(os, "replace", refuse)
    assert "virus scanner" in failure()
    assert list(cache.iterdir()) == []


def test_many_at_once(cache, tmp_path, monkeypatch):
    use(monkeypatch, write_zip(tmp_path / "fsdd.zip", REAL))
    start = threading.Barrier(8)

    def load(_):
        start.wait()
        return load_corpus()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(load, range(8)))
    assert len(set(found)) == 1
    assert_holds(found[0], "FSDD 1.0.10", REAL)
    assert list(cache.iterdir()) == [found[0].path]


def test_cache_that_cannot_be_written(cache, tmp_path, monkeypatch):
    cache.write_text("a file where the folder should be")
    use(monkeypatch, write_zip(tmp_path / "fsdd.zip", REAL))
    text = failure()
    assert "cannot be written" in text
    assert "SPEECH_HOMEWORK_CACHE" in text


def test_an_archive_is_read_once_and_again_when_it_has_changed(cache, tmp_path, monkeypatch):
    path = write_zip(tmp_path / "fsdd.zip", REAL)
    use(monkeypatch, path)
    load_corpus()
    read = []
    monkeypatch.setattr(corpus, "read_archive", lambda a: read.append(a) or archive.read_archive(a))
    assert_holds(load_corpus(), "FSDD 1.0.10", REAL)
    assert read == []
    path.write_bytes(path.read_bytes()[:-100])
    assert "truncated" in failure() and read == [path]
