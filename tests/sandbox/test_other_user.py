"""The bounds hold for a grader without rights, as the docs recommend it, and not for root alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from examiner.kit import KIT, kit
from examiner.sandbox.bubblewrap import HELP, sandbox_works
from examiner.sandbox.caches import warm_caches
from examiner.sandbox.systemcalls import program

pytestmark = pytest.mark.slow

NOBODY = 65534
# Starts a candidate as whoever runs it, and prints what each cell said or how it ended.
SCRIPT = """
import sys
from pathlib import Path
from examiner.exam.inside import Candidate, Ended
from examiner.sandbox import provisioner
from examiner.sandbox.workspace import Limits, Workspace

provisioner.warm_start = provisioner.warm_start if sys.argv[1] == "warm" else lambda: None
for source in sys.stdin.read().split("# %%"):
    candidate = Candidate(Workspace(Path.cwd(), Limits(memory_mb=600), sandbox=True), timeout=60)
    candidate.start()
    try:
        said = "".join(each.get("text", "") for each in candidate.run(source)).strip()
    except Ended as reason:
        said = f"ended: {reason}"
    print(f"{said}", flush=True)
    candidate.stop()
    candidate.workspace.close()
"""
CELLS = """
import os, subprocess, time
from ipykernel.connect import get_connection_file
os.chmod(os.path.dirname(get_connection_file()), 0o300)
children = [subprocess.Popen(["sleep", "20"]) for _ in range(150)]
time.sleep(5)
print("nobody counted", len(children))
# %%
import os
try:
    print("held", os.memfd_create("x"))
except OSError as error:
    print(error.strerror)
# %%
import _thread
_thread.stack_size(32768)
held, started = _thread.allocate_lock(), 0
held.acquire()
try:
    while started < 3000:
        _thread.start_new_thread(held.acquire, (True, 20))
        started += 1
    print("all")
except RuntimeError:
    print("few" if started < 520 else started)
# %%
import os
from ipykernel.connect import get_connection_file
try:
    for number in range(9):
        with open(f"{os.path.dirname(get_connection_file())}/{number}", "wb") as file:
            file.write(bytes(2**20))
    print("written")
except OSError as error:
    print(error.strerror)
"""


@pytest.mark.parametrize("kind", ["warm", "plain"])
def test_an_ordinary_users_candidates_are_bounded(kind, tmp_path):
    if os.geteuid():
        pytest.skip("every other test is run by an ordinary user here")
    if not sandbox_works() or program() is None:
        pytest.skip(HELP)
    home = Path("/tmp") / f"home-{os.getpid()}-{kind}"  # pytest's own folders are root's alone
    try:
        shutil.copytree(warm_caches(kit().cache_folder()).parent, home / "cache", symlinks=True)
        subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", str(home)], check=True)
        own = {"HOME": str(home), "SPEECH_HOMEWORK_CACHE": str(home / "cache")}
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        become = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups"]
        done = subprocess.run(
            [*become, sys.executable, "-c", SCRIPT, kind],
            env={**own, "PATH": path, "FSDD": "embedded", "PYTHONDONTWRITEBYTECODE": "1"},
            input=CELLS,
            capture_output=True,
            text=True,
            cwd=KIT,
            timeout=400,
        )
    finally:
        shutil.rmtree(home, ignore_errors=True)
    ended, *said = done.stdout.split("\n")[:-1]
    # Without a control group forks' shared memory is counted once for each.
    assert ended.startswith(("ended: it started more than", "ended: it took more than")), (
        done.stderr
    )
    assert said == [
        "Function not implemented",
        "few",
        "No space left on device",
    ], done.stderr[-2000:]
