"""Archives and folders that are not what they should be."""

import os
import zipfile

import pytest
from made_up import REAL, TAG, assert_holds, failure, files_below, use, write_folder, write_zip

from helpers import archive
from helpers.corpus import CorpusError, load_corpus

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
