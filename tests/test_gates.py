"""The suite's own gates turn red."""

import pytest

SKIPPED = "import pytest\n\n\ndef test_{name}():\n    pytest.skip('no browser')"
STARTS = """
import subprocess
import sys
{mark}

def test_it():
    subprocess.run([sys.executable, "-c", "pass", "nbgrader"], check=True)
"""


@pytest.fixture
def suite(pytester, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    pytester.makeini("[pytest]\nmarkers = slow: starts something")
    pytester.makeconftest("from gates import *")
    return pytester


def test_a_skip_is_a_failure_in_continuous_integration_alone(suite, monkeypatch):
    suite.makepyfile(SKIPPED.format(name="page"))
    suite.runpytest_inprocess().assert_outcomes(skipped=1)
    monkeypatch.setenv("CI", "true")
    result = suite.runpytest_inprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*skipped in continuous integration*no browser*"])


def test_a_whole_file_that_is_skipped_is_an_error(suite, monkeypatch):
    monkeypatch.setenv("CI", "true")
    suite.makepyfile("import pytest\n\npytest.importorskip('no_such_library')")
    suite.runpytest_inprocess().assert_outcomes(errors=1)


def test_an_accepted_skip_stays_one(suite, monkeypatch):
    monkeypatch.setenv("CI", "true")
    suite.makepyfile(SKIPPED.format(name="folder_with_a_forbidden_wav"))
    suite.runpytest_inprocess().assert_outcomes(skipped=1)


def test_a_quick_test_that_starts_nbgrader_fails(suite):
    suite.makepyfile(STARTS.format(mark=""))
    result = suite.runpytest_inprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*a test that starts nbgrader is to be marked slow*"])


@pytest.mark.slow
def test_a_slow_test_may_start_it(suite):
    suite.makepyfile(STARTS.format(mark="import pytest\n\npytestmark = pytest.mark.slow\n"))
    suite.runpytest_inprocess().assert_outcomes(passed=1)
