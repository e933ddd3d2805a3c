"""Make the embedded corpus: spoken digits by espeak-ng, for work without a network.

Run ``python -m tools.synthesise [output.zip]``; the same machine gives the same bytes each time.
"""

import argparse
import io
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import soundfile
from scipy.signal import lfilter, resample_poly
from tqdm import tqdm

from helpers.archive import digest_of
from homework.files import write_zip

OUTPUT = Path(__file__).resolve().parent.parent / "helpers" / "data" / "embedded.zip"
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
MARKS = (".", ",", "?", "!")  # the closing mark sets the melody of the word
TAKES = 10
SAMPLING_RATE = 8000
SEED = 5
FLOOR_DB = 35  # a word begins and ends this far below its loudest moment
MARGIN = 160  # samples kept on either side of the word, 20 ms


class Voice(NamedTuple):
    """A speaker: espeak-ng voice, base pitch (0 to 99), base rate (words a minute), microphone."""

    name: str
    espeak: str
    pitch: int
    rate: int
    tilt: float


VOICES = (
    Voice("alba", "en-gb-scotland+f2", 50, 170, 0.3),
    Voice("bruno", "en-gb-x-rp+m1", 40, 160, -0.3),
    Voice("clara", "en-us+f1", 55, 175, 0.0),
    Voice("dario", "en-029+m4", 55, 170, -0.4),
    Voice("edith", "en-gb+f5", 50, 165, 0.4),
    Voice("felix", "en-gb-x-gbclan+m3", 50, 160, -0.2),
)


def _require_espeak():
    """Leave with a clear sentence when espeak-ng is not there."""
    if shutil.which("espeak-ng") is None:
        sys.exit("espeak-ng is not installed; install it with: apt-get install espeak-ng")


def _speak(text, voice, pitch, rate):
    """Return what espeak-ng says, as floats at 8 kHz."""
    options = ["-v", voice, "-p", str(pitch), "-s", str(rate), "--stdout"]
    run = subprocess.run(["espeak-ng", *options, text], check=True, capture_output=True)
    # A streamed header cannot know how long the sound will be, so it is skipped, not parsed.
    signal = np.frombuffer(run.stdout[44:], dtype="<i2") / 32768
    return resample_poly(signal, 160, 441)  # 22050 Hz to 8000 Hz


def _trim(signal):
    """Cut the silence at both ends down to a short margin."""
    energy = np.convolve(signal**2, np.ones(80) / 80, mode="same")
    active = np.flatnonzero(energy > energy.max() * 10 ** (-FLOOR_DB / 10))
    return signal[max(active[0] - MARGIN, 0) : active[-1] + MARGIN]


def record(voice, digit, index):
    """Record one take, with a melody, pace, level and noise of its own.

    Parameters
    ----------
    voice : Voice
        Who speaks, one of `VOICES`.
    digit : int
        The digit to say, 0 to 9.
    index : int
        The number of the take.

    Returns
    -------
    numpy.ndarray
        Samples at 8 kHz, of type int16.
    """
    rng = np.random.default_rng([SEED, VOICES.index(voice), digit, index])
    pitch = voice.pitch + int(rng.integers(-10, 11))
    rate = round(voice.rate * rng.uniform(0.85, 1.2))
    word = _trim(_speak(WORDS[digit] + rng.choice(MARKS), voice.espeak, pitch, rate))
    # Real speakers come with different microphones; normalisation needs something to remove.
    word = lfilter([1, -voice.tilt], 1, word)
    word *= rng.uniform(0.4, 0.8) / np.abs(word).max()
    noise = np.abs(word).max() * 10 ** (-rng.uniform(45, 55) / 20)
    word += noise * rng.standard_normal(word.size)
    return np.round(word * 32767).astype(np.int16)


def _to_wav(samples):
    """Return the samples as the bytes of a mono wav file."""
    buffer = io.BytesIO()
    soundfile.write(buffer, samples, SAMPLING_RATE, format="WAV", subtype="PCM_16")
    return buffer.getvalue()


def make_corpus():
    """Record every take of every digit in every voice.

    Returns
    -------
    dict of str to bytes
        The wav files by name, such as ``7_alba_3.wav``, sorted by name.
    """
    takes = [(d, v, i) for d in range(len(WORDS)) for v in VOICES for i in range(TAKES)]
    files = {
        f"{digit}_{voice.name}_{index}.wav": _to_wav(record(voice, digit, index))
        for digit, voice, index in tqdm(takes, desc="synthesising", unit="file")
    }
    return dict(sorted(files.items()))


def main():
    """Make the corpus, write the archive and print its digest."""
    parser = argparse.ArgumentParser(description="Make the embedded corpus with espeak-ng.")
    parser.add_argument("output", nargs="?", type=Path, default=OUTPUT, help="default: %(default)s")
    output = parser.parse_args().output
    _require_espeak()
    files = make_corpus()
    write_zip(output, {f"recordings/{name}": contents for name, contents in files.items()})
    print(f"{output}: {len(files)} files, {output.stat().st_size} bytes")
    print(f"digest {digest_of(files)}")


if __name__ == "__main__":
    main()
