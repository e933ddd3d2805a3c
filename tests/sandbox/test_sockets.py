"""What a sandbox holds in memory is bounded; the kernel's sockets lie there and are held on to."""

import os

import pytest

from examiner.exam.inside import Candidate
from examiner.sandbox.bubblewrap import HELP, sandbox_works
from examiner.sandbox.workspace import Limits, Workspace

pytestmark = pytest.mark.slow

PLACE = """
import os
from ipykernel.connect import get_connection_file
place = os.path.dirname(get_connection_file())
"""
FILL = """
written = 0
for number in range(100):
    try:
        with open(f"{place}/{number}", "wb", buffering=0) as file:
            written += file.write(bytes(2**20))
    except OSError as error:
        last = error
print(written // 2**20, last.strerror)
"""
FOLDER = """
try:
    os.remove(get_connection_file())
except OSError as error:
    print(error.strerror)
"""
EMPTY = """
made = {}
for where in ("/tmp", os.path.expanduser("~/hw"), "/dev/shm", place):
    made[where] = 0
    try:
        for number in range(30_000):
            os.close(os.open(f"{where}/empty-{number}", os.O_CREAT | os.O_WRONLY))
            made[where] += 1
    except OSError as error:
        last = error
print(sum(19_000 < number < 20_000 for number in made.values()), last.strerror)
"""
HIDE = "os.chmod(place, 0o300)"
SWAP = """
import socket
target = f"{place}/mine"
listener = socket.socket(socket.AF_UNIX)
listener.bind(target)
listener.listen(1)
listener.settimeout(3)
for name in os.listdir(place):
    if name.startswith("s-"):
        os.unlink(f"{place}/{name}")
        os.symlink(target, f"{place}/{name}")
get_ipython().kernel.stdin_socket.close(linger=0)
try:
    print("reached", listener.accept())
except TimeoutError:
    print("nobody came")
"""


@pytest.fixture(params=["warm", "plain"])
def candidate(request, tmp_path, monkeypatch):
    if not sandbox_works():
        pytest.skip(HELP)
    if request.param == "plain":
        monkeypatch.setattr("examiner.sandbox.provisioner.warm_start", lambda: None)
    workspace = Workspace(tmp_path, Limits(), sandbox=True)
    candidate = Candidate(workspace, timeout=60)
    try:
        candidate.start()
        candidate.run(PLACE)
        yield candidate
    finally:
        candidate.stop()
        workspace.close()


def said(candidate, source):
    return "".join(output.text for output in candidate.run(source))


def test_their_folder_holds_a_megabyte_and_nothing_of_it_is_on_the_graders_disk(candidate):
    written, why = said(candidate, FILL).split(" ", 1)
    assert int(written) <= 1 and "No space left" in why
    assert said(candidate, FOLDER) == "Device or resource busy\n"
    names = sorted(each.name for each in candidate.workspace.kernel.iterdir())
    assert names == ["kernel.json", *(f"s-{number}" for number in range(1, 6))]
    assert all((candidate.workspace.kernel / name).is_symlink() for name in names[1:])


def test_empty_files_are_bounded_in_number_wherever_one_can_be_made(candidate):
    assert said(candidate, EMPTY) == "4 No space left on device\n"


def test_a_folder_that_nobody_may_look_into_changes_no_bound(candidate):
    candidate.run(HIDE)
    assert said(candidate, "print(6 * 7)") == "42\n"
    assert candidate.workspace.reason is None and candidate.alive()


def test_a_link_in_the_place_of_a_socket_is_not_followed(candidate):
    before = len(os.listdir("/proc/self/fd"))
    assert said(candidate, SWAP) == "nobody came\n"
    assert said(candidate, "print(6 * 7)") == "42\n"
    candidate.stop()
    assert len(os.listdir("/proc/self/fd")) < before
