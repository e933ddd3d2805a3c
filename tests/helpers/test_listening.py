"""Sounds: what players show, and what made-up sounds are made of."""

import re

import numpy as np
import pytest
from IPython.utils.capture import capture_output

from examiner.harmless.outputs import clean_html
from helpers.listening import from_mel, players, recorder, tones, with_noise


def test_each_sound_has_a_player_with_its_label(shell):
    sounds = {"a < b": (np.ones(80), 8000), "second": (-np.ones(80), 16000)}
    with capture_output() as captured:
        players(sounds)
    (shown,) = captured.outputs
    assert shown.data["text/html"].count("<audio") == 2
    assert "a &lt; b" in shown.data["text/html"]
    assert shown.data["text/plain"] == "Players: a < b, second"
    kept = clean_html(shown.data["text/html"])
    assert kept.count("<audio") == kept.count("<br") == 2 and "a &lt; b" in kept


@pytest.mark.parametrize("hertz", [200, 1000, 3000])
def test_a_tone_is_strongest_at_its_frequency(hertz):
    strength = np.abs(np.fft.rfft(tones([hertz])))
    assert abs(strength.argmax() * 8000 / 4000 - hertz) <= 2


def test_above_half_the_rate_a_tone_is_another_with_its_sign_turned():
    assert np.allclose(tones([5000]), -tones([3000]), atol=1e-9)


def test_tones_follow_each_other_and_begin_and_end_in_silence():
    both = tones([200, 300], duration=0.25)
    assert len(both) == 4000
    assert np.allclose(both[[0, 2000]], 0) and np.abs(both).max() <= 0.3


@pytest.mark.parametrize("decibels", [20, 0, -5])
def test_noise_is_so_far_below_the_signal(decibels):
    signal = tones([500])
    noise = with_noise(signal, decibels) - signal
    ratio = 10 * np.log10(np.mean(signal**2) / np.mean(noise**2))
    assert ratio == pytest.approx(decibels)


def test_a_sound_comes_back_from_its_mel_bands_with_its_length_and_its_place():
    sound = np.concatenate([np.zeros(2000), tones([500], duration=0.25), np.zeros(2000)])
    back = from_mel(sound, 8000, 40)
    assert back.shape == sound.shape and np.isfinite(back).all()
    energy = np.square(back)
    assert energy[2000:4000].sum() > 0.9 * energy.sum()
    assert abs(np.abs(np.fft.rfft(back[2000:4000])).argmax() * 4 - 500) < 60


def test_the_recorder_asks_no_other_machine(shell):
    with capture_output() as captured:
        recorder()
    (shown,) = captured.outputs
    assert "my_voice.wav" in shown.data["text/html"] and "my_voice.wav" in shown.data["text/plain"]
    assert not re.search(r"https?:|fetch\(|XMLHttp|src=[\'\"]//", shown.data["text/html"])
