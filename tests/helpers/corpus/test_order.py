"""Which corpus is taken: FSDD names it, else the cache, the download, the embedded one."""

from pathlib import Path

import pooch
import pytest
import requests
from made_up import (
    REAL,
    STAND_IN,
    TAG,
    assert_holds,
    digest_of,
    failure,
    no_download,
    use,
    write_folder,
    write_zip,
)

from helpers import corpus
from helpers.corpus import CorpusError, load_corpus, recordings_digest

# The digest


def test_digest_is_that_of_the_shell(tmp_path):
    files = {"1_bob_0.wav": b"RIFFa", "0_ann_10.wav": b"RIFFb", "0_ann_1.wav": b"RIFFc"}
    folder = write_folder(tmp_path / "three", files)
    (folder / "README.md").write_text("not a recording")
    (folder / "._0_ann_1.wav").write_bytes(b"left behind by macOS")
    # Printed by: sha256sum *.wav | LC_ALL=C sort -k2 | sha256sum
    expected = "b94cfa68529ba991dca70ffe8952ec3da73c968c7e30937df16b14ccffd6cb66"
    assert recordings_digest(folder) == expected


def test_digest_of_no_folder(tmp_path):
    with pytest.raises(CorpusError, match="nowhere cannot be read"):
        recordings_digest(tmp_path / "nowhere")


# FSDD names a folder, an archive or the embedded corpus


@pytest.mark.parametrize("below", ["", "recordings", f"{TAG}/recordings"])
def test_folder_is_used_where_it_lies(cache, tmp_path, monkeypatch, below):
    folder = write_folder(tmp_path / "mine" / below, REAL)
    use(monkeypatch, tmp_path / "mine")
    found = load_corpus()
    assert found.path == folder
    assert_holds(found, "FSDD 1.0.10", REAL)
    assert not cache.exists()


def test_archive_is_unpacked_into_the_cache(cache, tmp_path, monkeypatch):
    use(monkeypatch, write_zip(tmp_path / "fsdd.zip", REAL))
    found = load_corpus()
    assert found.path == cache / digest_of(REAL)
    assert_holds(found, "FSDD 1.0.10", REAL)
    assert list(cache.iterdir()) == [found.path]


def test_quotes_and_spaces_around_the_path(cache, tmp_path, monkeypatch):
    monkeypatch.setenv("FSDD", f' "{write_folder(tmp_path / "my data", REAL)}"')
    assert_holds(load_corpus(), "FSDD 1.0.10", REAL)


def test_relative_path_and_home(cache, tmp_path, monkeypatch):
    folder = write_folder(tmp_path / "mine", REAL)
    monkeypatch.chdir(tmp_path)
    use(monkeypatch, "mine")
    assert load_corpus().path == folder
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    use(monkeypatch, "~/mine")
    assert load_corpus().path == folder


def test_embedded_on_purpose(cache, monkeypatch, capsys):
    monkeypatch.setattr(pooch, "HTTPDownloader", no_download)
    use(monkeypatch, "embedded")
    assert_holds(load_corpus(), "embedded", STAND_IN)
    assert capsys.readouterr().out == ""


def test_path_that_does_not_exist(cache, tmp_path, monkeypatch):
    use(monkeypatch, tmp_path / "nowhere")
    text = failure()
    assert "nowhere" in text
    assert "no such folder or file" in text
    assert "unset FSDD" in text


# The order of preference


def test_environment_before_cache(cache, tmp_path, monkeypatch):
    write_folder(cache / digest_of(REAL), REAL)
    folder = write_folder(tmp_path / "mine", REAL)
    use(monkeypatch, folder)
    assert load_corpus().path == folder


def test_bad_environment_does_not_fall_back_to_a_good_cache(cache, tmp_path, monkeypatch):
    write_folder(cache / digest_of(REAL), REAL)
    use(monkeypatch, write_zip(tmp_path / "other.zip", STAND_IN))
    assert "contents differ" in failure()


def test_cache_before_download(cache, serve, tmp_path, monkeypatch):
    use(monkeypatch, write_zip(tmp_path / "fsdd.zip", REAL))
    load_corpus()
    monkeypatch.setenv("FSDD", "")
    monkeypatch.setattr(pooch, "HTTPDownloader", no_download)
    assert_holds(load_corpus(), "FSDD 1.0.10", REAL)


def test_download_before_embedded(cache, serve, tmp_path, capsys):
    requested = serve(write_zip(tmp_path / "fsdd.zip", REAL).read_bytes())
    assert_holds(load_corpus(), "FSDD 1.0.10", REAL)
    output = capsys.readouterr()
    assert output.out == ""
    assert "100%" in output.err
    assert_holds(load_corpus(), "FSDD 1.0.10", REAL)
    assert requested == ["/v1.0.10.zip"]
    assert list(cache.iterdir()) == [cache / digest_of(REAL)]


def test_cache_folder_of_the_system_is_the_default(monkeypatch):
    monkeypatch.delenv("SPEECH_HOMEWORK_CACHE", raising=False)
    assert corpus.cache_folder() == Path(pooch.os_cache("speech-homework")).absolute()


# No network


def assert_embedded_with_one_line(capsys):
    assert_holds(load_corpus(), "embedded", STAND_IN)
    output = capsys.readouterr().out
    assert output.count("\n") == 1
    for part in ("No connection", "embedded", "FSDD 1.0.10", "set FSDD"):
        assert part in output


def test_refused_connection_gives_the_embedded_corpus_and_says_so_once(cache, capsys):
    assert_embedded_with_one_line(capsys)
    assert_holds(load_corpus(), "embedded", STAND_IN)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "problem",
    [
        requests.exceptions.ConnectionError,
        requests.exceptions.ConnectTimeout,
        requests.exceptions.ReadTimeout,
        requests.exceptions.ProxyError,
    ],
)
def test_connection_problem_gives_the_embedded_corpus(cache, monkeypatch, capsys, problem):
    def download(*_args):
        raise problem("unplugged")

    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", download)
    assert_embedded_with_one_line(capsys)


def test_connecting_is_given_up_after_ten_seconds(cache, monkeypatch):
    seen = {}

    def get(_url, timeout, **_kwargs):
        seen["connect"], seen["read"] = timeout
        raise requests.exceptions.ConnectTimeout

    monkeypatch.setattr(requests, "get", get)
    load_corpus()
    assert seen["connect"] == 10
