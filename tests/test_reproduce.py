"""The handout's tables, on the real recordings."""

import pytest

from examiner.reproduce import HANDOUT_ACCURACY, HANDOUT_WINDOWS, print_reproduction, reproduce

pytestmark = pytest.mark.slow


def test_the_handout_is_reproduced(on_fsdd):
    windows, accuracy = reproduce()
    assert tuple(windows) == HANDOUT_WINDOWS
    for name, then in HANDOUT_ACCURACY.items():
        assert accuracy[name] == pytest.approx(then, abs=0.02), name


def test_the_table_stands_beside_the_handout(on_fsdd, capsys):
    print_reproduction()
    printed = capsys.readouterr().out
    assert "15057   15057" in printed
    assert "logistic regression" in printed


def test_another_corpus_is_refused(on_embedded):
    with pytest.raises(SystemExit, match="Set FSDD"):
        reproduce()
