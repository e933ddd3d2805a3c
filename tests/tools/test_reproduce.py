"""The handout's tables, on the real recordings."""

import pytest
from threadpoolctl import threadpool_limits

from tools.reproduce import HANDOUT_ACCURACY, HANDOUT_WINDOWS, print_reproduction, reproduce

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reproduced(fsdd):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FSDD", fsdd)
        # Two threads wait for each other where a core is busy: 86 s in place of 3.
        with threadpool_limits(1):
            return reproduce()


def test_the_handout_is_reproduced(reproduced):
    windows, accuracy = reproduced
    assert tuple(windows) == HANDOUT_WINDOWS
    for name, then in HANDOUT_ACCURACY.items():
        assert accuracy[name] == pytest.approx(then, abs=0.02), name


def test_the_table_stands_beside_the_handout(reproduced, monkeypatch, capsys):
    monkeypatch.setattr("tools.reproduce.reproduce", lambda: reproduced)
    print_reproduction()
    printed = capsys.readouterr().out
    assert "15057   15057" in printed
    assert "logistic regression" in printed


def test_another_corpus_is_refused(on_embedded):
    with pytest.raises(SystemExit, match="Set FSDD"):
        reproduce()
