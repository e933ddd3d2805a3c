"""Hostile submissions gain nothing, read nothing, harm nothing, and cost nobody else a mark.

A selection of tests/hostile, and a sample that changes from run to run, so that over time all are
seen; ``make attacks`` grades all of them.
"""

import os
import random

import pytest
from attacks import attacks, grade, prepare
from gates import SEED

from examiner.sandbox.bubblewrap import HELP, sandbox_works

pytestmark = pytest.mark.slow

CHOSEN = [
    "forging-always_equal_array",
    "forging-callers_basis",
    "forging-early_display",
    "forging-input_transformer",
    "forging-patched_ask",
    "forging-patched_verdict",
    "metadata-points_raised",
    "metadata-skipped_tests",
    "metadata-test_as_solution",
    "reading-environment",
    "reading-linked_notebook",
    "reading-others_by_path",
    "reading-parent_memory",
    "reading-walk_up",
    "writing-gradebook_own",
    "writing-harmed_upwards",
    "writing-site_packages",
    "death-exit_in_function",
    "death-segfault",
    "resources-loop_in_function",
    "resources-one_burst",
    "outside-local_ports",
    "screen-html_output",
    # The bounds hold: what comes in, what it may take, what it may do on a screen.
    "reading-folder_oracle",
    "writing-kernel_file_folder",
    "resources-hidden_folder",
    "resources-repeated_array",
    "resources-slow_colours",
    "resources-thread_bomb",
    "resources-unseen_memory",
    "screen-linked_page",
]
SAMPLE = random.Random(SEED).sample(sorted({attack.student for attack in attacks()} - {*CHOSEN}), 4)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    if not sandbox_works():
        pytest.skip(HELP)
    chosen = [attack for attack in attacks() if attack.student in [*CHOSEN, *SAMPLE]]
    assert len(chosen) == len(CHOSEN) + len(SAMPLE)
    with pytest.MonkeyPatch.context() as patch:
        # What grading these changes in the environment is put back after it.
        for name in ("HOME", "SECRET", "SPEECH_HOMEWORK_CACHE"):
            patch.setenv(name, os.environ.get(name, ""))
        patch.setenv("FSDD", "embedded")
        course, home = prepare(tmp_path_factory.mktemp("hostile"))
        found = grade(course, home, chosen)
    return {attack.student: (attack, found[attack.student]) for attack in chosen}


# The names of the sample are no part of the tests': those are the same in each run.
@pytest.mark.parametrize("student", [*CHOSEN, *range(len(SAMPLE))])
def test_it_earns_what_it_should_and_reads_and_harms_nothing(student, results):
    name = SAMPLE[student] if isinstance(student, int) else student
    print(name)
    attack, result = results[name]
    assert result.earned == attack.earns
    assert result.read == []
    assert result.harm == []
