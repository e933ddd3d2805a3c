"""Where the recordings come from, and that nothing but the right ones is ever used."""

import hashlib
import os
import shutil
import socket
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pooch
import pytest
import requests

from helpers import archive, corpus
from helpers.corpus import CorpusError, load_corpus, recordings_digest

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


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Stand small corpora in for both real ones, with an empty cache and no network."""
    monkeypatch.delenv("FSDD", raising=False)
    corpus._say_once.cache_clear()
    monkeypatch.setenv("SPEECH_HOMEWORK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(corpus, "FSDD", edition("FSDD 1.0.10", REAL))
    monkeypatch.setattr(corpus, "EMBEDDED", edition("embedded", STAND_IN))
    embedded = write_zip(tmp_path / "embedded.zip", STAND_IN, "recordings/")
    monkeypatch.setattr(corpus, "EMBEDDED_ZIP", embedded)
    monkeypatch.setattr(corpus, "URL", f"http://127.0.0.1:{closed_port()}/refused.zip")
    return tmp_path / "cache"


@pytest.fixture
def serve(cache, monkeypatch):
    """Let the download come from a server on this machine; returns the list of requests."""
    servers = []

    def start(body, status=200, announced=None):
        requested = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                requested.append(self.path)
                self.send_response(status)
                self.send_header("Content-Length", str(announced or len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        monkeypatch.setattr(corpus, "URL", f"http://127.0.0.1:{server.server_port}/v1.0.10.zip")
        return requested

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


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


# A download that goes wrong is an error, and leaves nothing behind


def assert_download_fails(cache, *parts):
    text = failure()
    for part in ("Downloading", "Try again", *parts):
        assert part in text
    assert list(cache.iterdir()) == []


def test_truncated_download(cache, serve, tmp_path):
    serve(write_zip(tmp_path / "fsdd.zip", REAL).read_bytes()[:-100])
    assert_download_fails(cache, "truncated")


def test_download_that_breaks_off(cache, serve, tmp_path):
    body = write_zip(tmp_path / "fsdd.zip", REAL).read_bytes()
    serve(body[:500], announced=len(body))
    assert_download_fails(cache, "transfer ended")


def test_login_page_instead_of_the_archive(cache, serve):
    serve(b"<html>Please log in to the campus network</html>")
    assert_download_fails(cache, "not a readable zip")


def test_download_of_other_recordings(cache, serve, tmp_path):
    serve(write_zip(tmp_path / "fsdd.zip", STAND_IN).read_bytes())
    assert_download_fails(cache, "contents differ")


def test_server_error(cache, serve):
    serve(b"", status=503)
    assert_download_fails(cache, "503")


# Archives that are not what they should be


def archive_failure(monkeypatch, cache, path):
    use(monkeypatch, path)
    text = failure()
    assert str(path) in text
    assert "Set FSDD to the zip archive" in text
    assert not cache.exists() or list(cache.iterdir()) == []
    return text


@pytest.mark.parametrize("kept", [0, 10, 1000, -1])
def test_truncated_archive(cache, tmp_path, monkeypatch, kept):
    path = write_zip(tmp_path / "fsdd.zip", REAL)
    path.write_bytes(path.read_bytes()[:kept])
    assert "truncated" in archive_failure(monkeypatch, cache, path)


def test_archive_damaged_at_any_place(tmp_path):
    files = dict(list(REAL.items())[:2])
    path = write_zip(tmp_path / "fsdd.zip", files)
    whole = path.read_bytes()
    refused = 0
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            # A name may change, and the digest sees to that; contents may not.
            assert set(archive.read_archive(path).values()) <= set(files.values())
        except CorpusError:
            refused += 1
    assert refused > len(whole) / 2


def test_archive_without_recordings(cache, tmp_path, monkeypatch):
    path = write_zip(tmp_path / "fsdd.zip", REAL, folder=f"{TAG}/elsewhere/")
    assert "0 wav files found of 20 expected" in archive_failure(monkeypatch, cache, path)


def test_archive_with_a_missing_wav(cache, tmp_path, monkeypatch):
    rest = {name: data for name, data in REAL.items() if name != "7_ann_0.wav"}
    text = archive_failure(monkeypatch, cache, write_zip(tmp_path / "fsdd.zip", rest))
    assert "19 wav files found of 20 expected, missing 7_ann_0.wav" in text


@pytest.mark.parametrize(
    "member",
    [
        "../0_evil_0.wav",
        "../recordings/0_evil_0.wav",
        "a/../../recordings/0_evil_0.wav",
        "/recordings/0_evil_0.wav",
        "C:/0_evil_0.wav",
        "recordings/../0_evil_0.wav",
        "recordings/..\\0_evil_0.wav",
        "recordings/run_me.py",
        "recordings/0_evil_0.wav\n",
    ],
)
def test_member_that_would_land_elsewhere_is_ignored(cache, tmp_path, monkeypatch, member):
    path = write_zip(tmp_path / "fsdd.zip", REAL)
    with zipfile.ZipFile(path, "a") as zipped:
        zipped.writestr(member, b"RIFF evil")
    before = files_below(tmp_path)
    use(monkeypatch, path)
    found = load_corpus()
    assert_holds(found, "FSDD 1.0.10", REAL)
    assert files_below(tmp_path) == sorted(before + list(found.path.iterdir()))


def test_zip_bomb_is_not_unpacked(cache, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_BYTES", 100_000)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("it was unpacked"))
    path = write_zip(tmp_path / "fsdd.zip", {"0_ann_0.wav": bytes(100_001)})
    assert "more than 100000 allowed" in archive_failure(monkeypatch, cache, path)


# Folders that are not what they should be


def folder_failure(monkeypatch, tmp_path, files):
    use(monkeypatch, write_folder(tmp_path / "mine", files))
    return failure()


def test_empty_folder(cache, tmp_path, monkeypatch):
    text = folder_failure(monkeypatch, tmp_path, {})
    assert "0 wav files found of 20 expected" in text


def test_folder_with_missing_wavs_names_the_first(cache, tmp_path, monkeypatch):
    rest = {name: data for name, data in REAL.items() if name[0] > "1"}
    text = folder_failure(monkeypatch, tmp_path, rest)
    names = "0_ann_0.wav, 0_bob_0.wav, 1_ann_0.wav and 1 more"
    assert f"16 wav files found of 20 expected, missing {names}." in text


def test_folder_with_a_wav_too_many(cache, tmp_path, monkeypatch):
    text = folder_failure(monkeypatch, tmp_path, REAL | {"0_me_0.wav": b"RIFF"})
    assert "21 wav files found of 20 expected, too many are 0_me_0.wav" in text


def test_folder_with_other_contents(cache, tmp_path, monkeypatch):
    text = folder_failure(monkeypatch, tmp_path, REAL | {"3_bob_0.wav": b"RIFF other"})
    assert "20 wav files found of 20 expected, but their contents differ" in text


def test_folder_with_a_wav_that_is_none(cache, tmp_path, monkeypatch):
    text = folder_failure(monkeypatch, tmp_path, REAL | {"3_bob_0.wav": b"<html>"})
    assert "no wav (RIFF) file inside 3_bob_0.wav" in text


def test_folder_with_an_unreadable_wav(cache, tmp_path, monkeypatch):
    # A folder in the place of the file: nobody can read it, not even root.
    folder = write_folder(tmp_path / "mine", REAL)
    (folder / "3_bob_0.wav").unlink()
    (folder / "3_bob_0.wav").mkdir()
    use(monkeypatch, folder)
    text = failure()
    assert "3_bob_0.wav cannot be read" in text


def test_folder_with_a_forbidden_wav(cache, tmp_path, monkeypatch):
    wav = write_folder(tmp_path / "mine", REAL) / "3_bob_0.wav"
    wav.chmod(0)
    if os.access(wav, os.R_OK):
        pytest.skip("this user may read every file")
    use(monkeypatch, wav.parent)
    assert "3_bob_0.wav cannot be read: Permission denied" in failure()


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


# The corpus that comes with the kit


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


# The real recordings, for whoever has them


@pytest.fixture
def fsdd(tmp_path, monkeypatch):
    source = os.environ.get("FSDD")
    if not source or not os.path.exists(source):
        pytest.skip("set FSDD to the FSDD 1.0.10 archive or folder")
    monkeypatch.setenv("SPEECH_HOMEWORK_CACHE", str(tmp_path / "cache"))
    return load_corpus()


def test_real_recordings(fsdd):
    assert fsdd.name == "FSDD 1.0.10"
    assert fsdd.train_speakers == ("george", "jackson", "lucas", "nicolas")
    assert fsdd.test_speakers == ("theo", "yweweler")
    assert {p.name for p in fsdd.path.glob("*.wav")} == corpus.FSDD.file_names()
    assert recordings_digest(fsdd.path) == corpus.FSDD_DIGEST


def test_real_recordings_with_one_missing(fsdd, tmp_path, monkeypatch):
    folder = Path(shutil.copytree(fsdd.path, tmp_path / "mine"))
    (folder / "4_theo_49.wav").unlink()
    use(monkeypatch, folder)
    assert "2999 wav files found of 3000 expected, missing 4_theo_49.wav." in failure()


def test_real_recordings_with_one_changed_byte(fsdd, tmp_path, monkeypatch):
    folder = Path(shutil.copytree(fsdd.path, tmp_path / "mine"))
    with open(folder / "4_theo_49.wav", "r+b") as wav:
        wav.seek(1000)
        byte = wav.read(1)[0]
        wav.seek(1000)
        wav.write(bytes([byte ^ 1]))
    use(monkeypatch, folder)
    assert "contents differ" in failure()
