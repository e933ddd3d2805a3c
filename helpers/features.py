"""The features that ex2 and ex3 start from: librosa's MFCC, stacked by librosa.

They are the same for every student, and the ones that marks for accuracy go by.
"""

import contextlib
import zlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import librosa
import numpy as np
import soundfile
from tqdm.auto import tqdm

from helpers.corpus import cache_folder, load_corpus
from helpers.feature_file import UNREADABLE, Split, read_features, write_arrays

LEVELS = ("frame", "utterance", "contextual")
# Frames with their changes: for the tables of ex2 and ex3, no level to hand in.
DELTAS = "frame + deltas"
NORMALIZATIONS = ("none", "cms", "cmvn")


def cepstra(path):
    """Mel-frequency cepstral coefficients of one recording, not normalised.

    Frames lie wholly inside the signal (no centring, no padding): 512 samples every 80,
    under a Hamming window of 200 samples.

    Parameters
    ----------
    path : str or Path
        A mono wav of at least 512 samples at 8 kHz.

    Returns
    -------
    np.ndarray [shape=(n_frames, 20)], float64

    References
    ----------
    Davis and Mermelstein, "Comparison of parametric representations for monosyllabic word
    recognition", IEEE Trans. ASSP 28(4), 1980. The mel scale is HTK's.
    """
    return _cepstra_of(*soundfile.read(path))


def _cepstra_of(signal, rate):
    signal = librosa.effects.preemphasis(signal, coef=0.95, zi=np.zeros(1))
    spectrum = np.abs(
        librosa.stft(
            signal, n_fft=512, win_length=200, hop_length=80, window="hamming", center=False
        )
    )
    log_mel = np.log(np.maximum(_mel_basis(rate) @ spectrum, 1e-10))
    return librosa.feature.mfcc(S=log_mel, n_mfcc=20).T


@lru_cache
def _mel_basis(rate):
    return librosa.filters.mel(sr=rate, n_fft=512, n_mels=40, htk=True, norm=None)


class Frames(NamedTuple):
    """The frames of a whole corpus, one utterance after the other.

    Attributes
    ----------
    values : np.ndarray [shape=(n_frames, n_mfccs)]
    counts : np.ndarray [shape=(n_utterances,)], int
        Frames of each utterance; the utterances are in the order of sorted file names.
    names : np.ndarray [shape=(n_utterances,)], str
        File names without ``.wav``.
    """

    values: np.ndarray
    counts: np.ndarray
    names: np.ndarray


def normalize(frames, normalization):
    """Normalise each utterance by itself.

    Parameters
    ----------
    frames : Frames
    normalization : {'none', 'cms', 'cmvn'}
        Nothing, zero mean, or zero mean and unit deviation of each coefficient.

    Returns
    -------
    Frames
    """
    values = frames.values
    if normalization != "none":
        values = values - _spread(_means(values, frames.counts), frames.counts)
    if normalization == "cmvn":
        deviation = np.sqrt(_means(values**2, frames.counts))
        values = values / _spread(np.maximum(deviation, 1e-8), frames.counts)
    return frames._replace(values=values)


def _means(values, counts):
    starts = np.cumsum(counts) - counts
    return np.add.reduceat(values, starts) / counts[:, None]


def _spread(rows, counts):
    return np.repeat(rows, counts, axis=0)


def rows_of(frames, level, n_left=3, n_right=3, shift=2):
    """Turn frames into the rows of a feature level.

    Parameters
    ----------
    frames : Frames
    level : {'frame', 'utterance', 'contextual', 'frame + deltas'}
    n_left, n_right, shift : int
        Frames of context before and after; frames from one window to the next.

    Returns
    -------
    rows : np.ndarray [shape=(n_rows, n_features)]
    utterance : np.ndarray [shape=(n_rows,)], int
        The number of the utterance that each row comes from.
    """
    utterance = np.repeat(np.arange(len(frames.counts)), frames.counts)
    if level == "frame":
        return frames.values, utterance
    if level == DELTAS:
        return with_deltas(frames), utterance
    if level == "utterance":
        return _means(frames.values, frames.counts), np.arange(len(frames.counts))
    steps = n_left + 1 + n_right
    place = np.concatenate([np.arange(count) for count in frames.counts])
    whole = place + steps <= _spread(frames.counts, frames.counts)
    starts = whole & (place % shift == 0)
    stacked = librosa.feature.stack_memory(frames.values.T, n_steps=steps, delay=-1).T
    return stacked[starts], utterance[starts]


def with_deltas(frames):
    """Each frame with its deltas: how fast each coefficient rises, over five frames.

    The slope of a straight line through five frames; at both ends the first and the last frame of
    the utterance are repeated.

    Parameters
    ----------
    frames : Frames

    Returns
    -------
    np.ndarray [shape=(n_frames, 2 * n_mfccs)]
    """
    ends = np.cumsum(frames.counts)
    place = np.arange(len(frames.values))
    first, last = _spread(ends - frames.counts, frames.counts), _spread(ends - 1, frames.counts)
    slope = sum(step * frames.values[np.clip(place + step, first, last)] for step in (-2, -1, 1, 2))
    return np.concatenate([frames.values, slope / 10], axis=1)


def rows_of_recording(path, level, normalization="cmvn"):
    """The rows of one recording of any rate, its silent ends trimmed: for your own voice (ex3).

    Parameters
    ----------
    path : str or Path
    level, normalization : str
        As for `load_features`.

    Returns
    -------
    np.ndarray [shape=(n_rows, n_features)]
    """
    signal, rate = librosa.load(path, sr=8000)
    trimmed, _ = librosa.effects.trim(signal, top_db=30)
    values = _cepstra_of(np.pad(trimmed, (0, max(0, 512 - len(trimmed)))), rate)
    frames = Frames(values, np.array([len(values)]), np.array([Path(path).stem]))
    return rows_of(normalize(frames, normalization), level)[0]


@lru_cache(maxsize=1)
def corpus_frames(corpus):
    """The cepstra of a corpus, computed once and then kept in the cache folder."""
    version = zlib.crc32(Path(__file__).read_bytes())
    kept = cache_folder() / f"cepstra-{corpus.name.replace(' ', '-')}-{version:08x}.npz"
    with contextlib.suppress(*UNREADABLE), np.load(kept) as arrays:
        return Frames(*(arrays[field] for field in Frames._fields))
    paths = sorted(corpus.path.glob("*.wav"))
    parts = [cepstra(path) for path in tqdm(paths, "MFCC", leave=False)]
    counts = np.array([len(part) for part in parts])
    frames = Frames(np.concatenate(parts), counts, np.array([path.stem for path in paths]))
    # Without a writable cache the next kernel computes them again.
    with contextlib.suppress(OSError):
        write_arrays(kept, frames._asdict())
    return frames


def load_features(level, normalization="cmvn", test_speakers=None):
    """The corpus at one feature level, divided by speaker.

    Parameters
    ----------
    level : {'frame', 'utterance', 'contextual', 'frame + deltas'}
    normalization : {'none', 'cms', 'cmvn'}
    test_speakers : tuple of str, optional
        By default the two of the declared split (`Corpus.test_speakers`).

    Returns
    -------
    Split

    Raises
    ------
    ValueError
        For a level or a normalization that is not one of those named.
    """
    if level not in (*LEVELS, DELTAS) or normalization not in NORMALIZATIONS:
        raise ValueError(
            f"No features for level {level!r} and normalization {normalization!r}. "
            f"Choose a level from {LEVELS} and a normalization from {NORMALIZATIONS}."
        )
    corpus = load_corpus()
    frames = corpus_frames(corpus)
    X, u = rows_of(normalize(frames, normalization), level)
    X = X.astype(np.float32)
    digits, speakers = zip(*(name.split("_")[:2] for name in frames.names), strict=True)
    y, z = np.array(digits, dtype=int)[u], np.array(speakers)[u]
    test = np.isin(z, test_speakers or corpus.test_speakers)
    return Split(X[~test], y[~test], z[~test], X[test], y[test], z[test], u[~test], u[test])


def start_features(path="features.npz"):
    """The three feature levels to work on: yours from ex1 where they are saved, else librosa's.

    Returns
    -------
    dict of str to Split
        Keys 'frame', 'utterance' and 'contextual', normalised by cmvn.
    """
    yours = read_features(path, LEVELS)
    for level in LEVELS:
        source = f"yours, from {path}" if level in yours else "made with librosa"
        print(f"{level:10}  {source}")
    return {level: yours.get(level) or load_features(level) for level in LEVELS}
