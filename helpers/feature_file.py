"""The file ``features.npz``: ex1 saves it, ex2 and ex3 start from it."""

import os
import zipfile
from pathlib import Path
from typing import NamedTuple

import numpy as np

UNREADABLE = OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile


class Split(NamedTuple):
    """One feature level of a corpus, divided by speaker.

    Attributes
    ----------
    X_train, X_test : np.ndarray [shape=(n_rows, n_features)], float32
        One row for each frame, utterance or contextual window.
    y_train, y_test : np.ndarray [shape=(n_rows,)], int
        The digit spoken in each row.
    z_train, z_test : np.ndarray [shape=(n_rows,)], str
        The speaker of each row.
    u_train, u_test : np.ndarray [shape=(n_rows,)], int, or None
        The number of the utterance that each row was cut from.
    """

    X_train: np.ndarray
    y_train: np.ndarray
    z_train: np.ndarray
    X_test: np.ndarray
    y_test: np.ndarray
    z_test: np.ndarray
    u_train: np.ndarray | None = None
    u_test: np.ndarray | None = None


def save_features(path, splits):
    """Write feature levels to one npz file, beside its place first and then renamed.

    Parameters
    ----------
    path : str or Path
        Usually ``features.npz``.
    splits : dict of str to Split
        The levels, under their names.
    """
    arrays = {
        f"{level}/{field}": np.asarray(value, dtype="float32" if field[0] == "X" else None)
        for level, split in splits.items()
        for field, value in split._asdict().items()
        if value is not None
    }
    write_arrays(Path(path), arrays)


def write_arrays(path, arrays):
    """Write a dict of arrays to an npz file: beside its place first, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".part{os.getpid()}.npz")
    try:
        np.savez(beside, **arrays)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def read_features(path, levels):
    """Read the feature levels that an npz file holds; say so where it cannot be read.

    Parameters
    ----------
    path : str or Path
    levels : iterable of str

    Returns
    -------
    dict of str to Split
        Empty where there is no such file, or it is not one of ours.
    """
    if not Path(path).exists():
        return {}
    try:
        with np.load(path, allow_pickle=False) as arrays:
            found = [level for level in levels if f"{level}/X_train" in arrays]
            return {level: _split(arrays, level) for level in found}
    except UNREADABLE as error:
        print(f"{path} cannot be read ({error}). Run ex1 to its end to write it again.")
        return {}


def _split(arrays, level):
    split = Split(*(arrays[f"{level}/{field}"] for field in Split._fields[:6]))
    if len(split.X_train) != len(split.y_train) or len(split.X_test) != len(split.y_test):
        raise ValueError(f"the {level} level has rows without a label")
    return split
