"""The course's features, and the file that carries a student's."""

import librosa
import numpy as np
import pytest
import soundfile

from helpers import features
from helpers.feature_file import Split, read_features, save_features, write_arrays
from helpers.features import (
    DELTAS,
    Frames,
    cepstra,
    load_features,
    normalize,
    rows_of,
    rows_of_recording,
    start_features,
)
from helpers.folders import folder_of


@pytest.fixture
def frames():
    """Three utterances of 9, 3 and 12 frames with 4 coefficients; the last is constant in one."""
    counts = np.array([9, 3, 12])
    values = np.random.default_rng(0).normal(3, 2, size=(24, 4))
    values[12:, 2] = 5.0
    return Frames(values, counts, np.array(["1_ada_0", "2_bo_0", "3_ada_0"]))


def of(frames, utterance):
    ends = np.cumsum(frames.counts)
    return frames.values[ends[utterance] - frames.counts[utterance] : ends[utterance]]


def test_cepstra_have_a_frame_every_ten_milliseconds():
    noise = np.random.default_rng(1).normal(scale=0.1, size=2000)
    with folder_of({"0_ada_0.wav": noise}) as folder:
        assert cepstra(f"{folder}/0_ada_0.wav").shape == (1 + (2000 - 512) // 80, 20)


def test_a_louder_recording_differs_in_coefficient_0_alone():
    noise = np.random.default_rng(2).normal(scale=0.1, size=2000)
    with folder_of({"a.wav": noise, "b.wav": 0.5 * noise}) as folder:
        loud, soft = cepstra(f"{folder}/a.wav"), cepstra(f"{folder}/b.wav")
    assert np.allclose(loud[:, 1:], soft[:, 1:], atol=0.05)
    assert np.allclose(loud[:, 0] - soft[:, 0], np.sqrt(40) * np.log(2), atol=0.05)


def test_silence_is_finite():
    with folder_of({"a.wav": np.zeros(1000)}) as folder:
        assert np.isfinite(cepstra(f"{folder}/a.wav")).all()


@pytest.mark.parametrize("utterance", [0, 1, 2])
def test_normalisation_goes_by_utterance(frames, utterance):
    assert np.array_equal(normalize(frames, "none").values, frames.values)
    centred = of(normalize(frames, "cms"), utterance)
    assert np.allclose(centred.mean(axis=0), 0)
    assert np.allclose(centred - of(frames, utterance), -of(frames, utterance).mean(axis=0))
    scaled = of(normalize(frames, "cmvn"), utterance)
    constant = np.ptp(of(frames, utterance), axis=0) == 0
    assert np.allclose(scaled.std(axis=0), ~constant)


def test_rows_of_the_levels(frames):
    rows, utterance = rows_of(frames, "frame")
    assert rows is frames.values
    assert utterance.tolist() == [0] * 9 + [1] * 3 + [2] * 12
    rows, utterance = rows_of(frames, "utterance")
    assert np.allclose(rows[1], of(frames, 1).mean(axis=0))
    assert utterance.tolist() == [0, 1, 2]


def test_windows_stay_inside_their_utterance_in_time_order(frames):
    rows, utterance = rows_of(frames, "contextual", n_left=3, n_right=3, shift=2)
    assert utterance.tolist() == [0, 0, 2, 2, 2]
    assert np.allclose(rows[1], of(frames, 0)[2:9].reshape(-1))
    assert np.allclose(rows[2], of(frames, 2)[0:7].reshape(-1))


def test_windows_equal_librosas_own_framing(frames):
    rows, utterance = rows_of(frames, "contextual", n_left=1, n_right=2, shift=3)
    expected = librosa.util.frame(of(frames, 2), frame_length=4, hop_length=3, axis=0)
    assert np.allclose(rows[utterance == 2], expected.reshape(len(expected), -1))


def test_deltas_are_slopes_inside_each_utterance(frames):
    line = np.concatenate([3.0 * np.arange(9), 7 * np.ones(3), -2.0 * np.arange(12)])
    rising = frames._replace(values=np.tile(line[:, None], (1, 4)))
    rows, utterance = rows_of(rising, DELTAS)
    assert rows.shape == (24, 8) and utterance.tolist() == [0] * 9 + [1] * 3 + [2] * 12
    assert np.allclose(rows[:, :4], rising.values)
    assert np.allclose(rows[2:7, 4:], 3) and np.allclose(rows[9:12, 4:], 0)
    assert np.allclose(rows[14:22, 4:], -2)


def test_a_recording_of_another_rate_gives_the_rows_of_its_word():
    rng = np.random.default_rng(6)
    quiet = 1e-5 * rng.normal(size=8000)
    word = rng.normal(scale=0.1, size=8000)
    with folder_of({"mine.wav": (np.concatenate([quiet, word, quiet]), 16000)}) as folder:
        rows = rows_of_recording(f"{folder}/mine.wav", "contextual", "cmvn")
    # Half a second has 19 windows, a second and a half 69; the cut leaves a little silence.
    assert rows.shape[1] == 140 and 19 <= len(rows) <= 36


def test_a_recording_of_a_moment_still_gives_a_frame():
    with folder_of({"mine.wav": np.full(100, 0.1)}) as folder:
        assert rows_of_recording(f"{folder}/mine.wav", "frame", "none").shape == (1, 20)


def test_the_declared_split(on_embedded):
    part = load_features("utterance", "none")
    assert set(part.z_test) == {"edith", "felix"}
    assert not set(part.z_train) & set(part.z_test)
    assert part.X_train.shape == (400, 20) and part.X_test.shape == (200, 20)
    assert np.bincount(part.y_test).tolist() == [20] * 10


def test_what_a_notebook_does_to_its_features_stays_there(on_embedded):
    before = load_features("frame", "none").X_train.copy()
    load_features("frame", "none").X_train[:] = 0
    assert np.array_equal(load_features("frame", "none").X_train, before)


def test_the_mean_of_normalised_features_is_zero(on_embedded):
    assert np.abs(load_features("utterance", "cmvn").X_train).max() < 1e-9


@pytest.mark.parametrize("wrong", [("words", "cmvn"), ("frame", "zscore")])
def test_an_unknown_level_or_normalization_is_named(wrong, on_embedded):
    with pytest.raises(ValueError, match="Choose a level from"):
        load_features(*wrong)


def test_the_cepstra_of_a_corpus_are_computed_once(on_embedded, monkeypatch):
    first = load_features("utterance", "none").X_train
    features.corpus_frames.cache_clear()
    monkeypatch.setattr(features, "cepstra", None)
    assert np.array_equal(load_features("utterance", "none").X_train, first)


@pytest.fixture
def split():
    X, y, z = np.arange(6.0).reshape(3, 2), np.array([1, 2, 3]), np.array(["a", "b", "c"])
    return Split(X, y, z, X[:1], y[:1], z[:1])


def test_saved_features_come_back(split, tmp_path):
    path = tmp_path / "features.npz"
    save_features(path, {"frame": split})
    (name, back), *others = read_features(path, ["frame", "utterance"]).items()
    assert name == "frame" and others == []
    for field in Split._fields[:6]:
        assert np.array_equal(getattr(back, field), getattr(split, field))
    assert [each.name for each in tmp_path.iterdir()] == ["features.npz"]


def test_an_interrupted_write_leaves_the_old_file(split, tmp_path, monkeypatch):
    path = tmp_path / "features.npz"
    save_features(path, {"frame": split})
    before = path.read_bytes()

    def interrupted(file, **arrays):
        file.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(np, "savez", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save_features(path, {"frame": split})
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["features.npz"]


def test_features_start_from_yours_where_they_are(split, tmp_path, capsys, on_embedded):
    path = tmp_path / "features.npz"
    save_features(path, {"utterance": split})
    levels = start_features(path)
    assert levels["utterance"].X_train.shape == (3, 2)
    assert levels["contextual"].X_train.shape[1] == 140
    assert "made with librosa" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_a_broken_file_is_named_and_left_out(content, tmp_path, capsys):
    path = tmp_path / "features.npz"
    path.write_bytes(content)
    assert read_features(path, ["frame"]) == {}
    assert "cannot be read" in capsys.readouterr().out


def test_rows_without_labels_are_not_taken(split, tmp_path, capsys):
    save_features(tmp_path / "features.npz", {"frame": split._replace(y_train=split.y_test)})
    assert read_features(tmp_path / "features.npz", ["frame"]) == {}
    assert "without a label" in capsys.readouterr().out


def test_pickled_objects_are_never_loaded(tmp_path, capsys):
    write_arrays(tmp_path / "features.npz", {"frame/X_train": np.array([{}], dtype=object)})
    assert read_features(tmp_path / "features.npz", ["frame"]) == {}
    assert "cannot be read" in capsys.readouterr().out


def test_a_recording_is_read_as_it_is(on_embedded):
    path = next(iter(sorted(features.load_corpus().path.glob("*.wav"))))
    assert soundfile.info(path).samplerate == 8000
