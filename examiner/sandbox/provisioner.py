"""A kernel in a sandbox, as Jupyter starts it: see kernels/.

Where it can be had, the kernel is a fork of a process that has the libraries imported (warm.py);
bubblewrap then holds an empty sandbox, and the fork enters it. Else bubblewrap starts the kernel.
"""

import asyncio
import base64
import json
import os
import select
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from importlib.metadata import EntryPoint
from pathlib import Path

import psutil
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from examiner.sandbox.bubblewrap import WORK, numbers_of_files, wrapped
from examiner.sandbox.caches import FORKSERVER
from examiner.sandbox.computing import waited_for_cpu
from examiner.sandbox.forkserver import leave_keyring
from examiner.sandbox.groups import group_for
from examiner.sandbox.systemcalls import program
from examiner.sandbox.warm import do_without, warm_start
from examiner.sandbox.watch import EXAMINERS, watch

KERNELS = Path(__file__).parent / "kernels"
PROVISIONER = EntryPoint(
    "sandbox-provisioner",
    f"{__name__}:SandboxProvisioner",
    KernelProvisionerFactory.GROUP_NAME,
)
STARTED = 60  # seconds until a kernel has its sockets
GONE = 20  # seconds for its end
HOLD = ["sh", "-c", "echo ready; exec sleep infinity"]


def kernel_manager(**options):
    """A manager whose kernel this module starts.

    Parameters
    ----------
    **options
        Of `jupyter_client.AsyncKernelManager`.
    """
    # Not by an entry point: an environment would offer it to every Jupyter in it.
    KernelProvisionerFactory.instance().provisioners.setdefault(PROVISIONER.name, PROVISIONER)
    specs = KernelSpecManager(kernel_dirs=[str(KERNELS)])
    return AsyncKernelManager(kernel_name="exam", kernel_spec_manager=specs, **options)


class SandboxProvisioner(LocalProvisioner):
    """Starts a kernel in a `Workspace`, given as the argument ``workspace`` of ``start_kernel``.

    Attributes
    ----------
    first, init : int or None
        The sandbox's first process, and a descriptor of it; with it everything inside ends.
    waiting, forked : int or None
        The process outside that waits for a forked kernel, and a descriptor of it.
    group : Group or None
    sockets : list of int
        Descriptors of the kernel's sockets.
    """

    workspace = group = first = init = waiting = forked = None

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.sockets = []

    async def pre_launch(self, **kwargs):
        self.workspace = kwargs.pop("workspace")
        kwargs = await super().pre_launch(**kwargs)
        kwargs["cmd"] = [sys.executable, *kwargs["cmd"][1:]]
        kwargs["env"] = self.workspace.environment
        # What it writes past its kernel is no part of the grader's log.
        kwargs["stdout"] = kwargs["stderr"] = subprocess.DEVNULL
        # Inside, the grader cannot be seen to live: bubblewrap ends the kernel with it.
        kwargs["independent"] = self.workspace.sandbox
        return kwargs

    async def launch_kernel(self, cmd, **kwargs):
        kwargs.pop("workspace", None)
        if self.workspace.trusted:
            # No fork of the process that candidates are forks of: they would know its hash seed.
            info = await super().launch_kernel(cmd, **kwargs)
            EXAMINERS.add(self.pid)
            return info
        if not self.workspace.sandbox:
            info = await super().launch_kernel(cmd, **kwargs)
        else:
            leave_keyring()
            self.group = group_for(self.workspace.limits)
            warm = warm_start()
            info = await self._forked_from(warm, cmd, **kwargs) if warm else None
            info = info or await self._sandboxed(cmd, **kwargs)
        threading.Thread(target=watch, args=(self,), daemon=True).start()
        if self.workspace.sandbox:
            await asyncio.to_thread(self._take_hold_of_sockets)
            if self.forked is None:
                await asyncio.to_thread(self._bound_files)
        return info

    async def _sandboxed(self, cmd, **kwargs):
        """Start a command in a sandbox, and take hold of its first process."""
        told, tell = os.pipe()
        doors = self.group.doors if self.group else ()
        try:
            with tempfile.TemporaryFile() as calls:
                calls.write(program() or b"")
                calls.seek(0)
                fds = [tell, calls.fileno()]
                filtered = calls.fileno() if program() else None
                command = wrapped(cmd, self.workspace, tell, filtered, doors)
                info = await super().launch_kernel(command, pass_fds=fds, **kwargs)
        finally:
            os.close(tell)
        with open(told) as file:
            self.first = json.load(file)["child-pid"]
        self.init = os.pidfd_open(self.first)
        return info

    def _take_hold_of_sockets(self):
        """Open the kernel's sockets before a line of the student's runs.

        They lie in the sandbox's own memory. From here on Jupyter reaches these very sockets, and
        not what has their names by then: the names outside lead to our descriptors.
        """
        inside = f"/proc/{self.first}/root{self.workspace.kernel}"
        ports = [value for name, value in self.connection_info.items() if name.endswith("_port")]
        for name in [f"s-{port}" for port in ports]:
            held = self._waited_for(f"{inside}/{name}")
            self.sockets.append(held)
            (self.workspace.kernel / name).symlink_to(f"/proc/self/fd/{held}")

    def _bound_files(self):
        """A kernel that is no fork got its sandbox from bubblewrap alone."""
        numbers = json.dumps(numbers_of_files(self.workspace))
        line = [sys.executable, "-I", str(FORKSERVER), str(self.first), numbers]
        done = subprocess.run(line, capture_output=True, text=True)
        if done.returncode:
            raise OSError(f"its number of files could not be bounded: {done.stderr[-300:]}")

    def _waited_for(self, path):
        end = time.monotonic() + STARTED
        while time.monotonic() < end and not self._has_ended():
            with suppress(FileNotFoundError):
                held = os.open(path, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC)
                if stat.S_ISSOCK(os.fstat(held).st_mode):
                    return held
                os.close(held)
            time.sleep(0.005)
        raise OSError("its kernel opened no sockets")

    def _has_ended(self):
        if self.forked is not None and select.select([self.forked], [], [], 0)[0]:
            return True
        return self.process.poll() is not None

    async def _forked_from(self, warm, cmd, **kwargs):
        kwargs["stdout"] = subprocess.PIPE
        try:
            info = await self._sandboxed(HOLD, **kwargs)
            request = await asyncio.to_thread(self._request, cmd[2:])
            self.waiting, self.forked = await asyncio.to_thread(warm.fork, request)
        except (OSError, ValueError, LookupError, psutil.Error) as error:
            do_without(error)
            await self.kill()
            await self.wait()
            return None
        return info

    def _request(self, argv):
        """What the fork server is asked, as soon as the sandbox is ready."""
        if self.process.stdout.readline() != b"ready\n":
            raise OSError("bubblewrap made no sandbox")
        self.process.stdout.close()
        inside = psutil.Process(self.process.pid).children(recursive=True)[-1]
        return {
            "pid": inside.pid,
            "argv": argv,
            "environment": self.workspace.environment,
            "folder": WORK,
            "limits": self.workspace.limits.bounds,
            "files": numbers_of_files(self.workspace),
            "filter": base64.b64encode(program() or b"").decode(),
            "groups": self.group.doors if self.group else [],
        }

    def end(self):
        """End all processes of the sandbox.

        Bubblewrap's own process is not enough: what runs inside can keep it from taking the
        others along.
        """
        self.process.kill()
        if self.init is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.init, signal.SIGKILL)

    async def kill(self, restart=False):
        await super().kill(restart)
        if self.process is not None:
            self.end()

    async def wait(self):
        end = time.monotonic() + GONE
        # jupyter_client's own looks ten times a second only.
        while self.process and self.process.poll() is None and time.monotonic() < end:
            await asyncio.sleep(0.002)
        code = await super().wait()
        for descriptor in filter(None, (self.init, self.forked)):
            select.select([descriptor], [], [], GONE)
            os.close(descriptor)
        self.init = self.forked = None
        while self.sockets:
            os.close(self.sockets.pop())
        return code

    @property
    def account(self):
        """By what its seconds of CPU are counted; see `examiner.sandbox.computing.computed`."""
        if self.group is not None:
            return self.group.account
        return [self.process and self.process.pid, self.waiting]

    def waited(self):
        """Seconds that its processes waited for a core; see `waited_for_cpu`."""
        return waited_for_cpu(self.process and self.process.pid, self.waiting)

    def leave(self):
        """Remove its control group, with what may still be in it."""
        if self.group is not None:
            self.group.close()

    async def poll(self):
        return 1 if self._has_ended() else await super().poll()

    async def send_signal(self, signum):
        # A signal to the group would end bubblewrap; interrupts go as messages.
        if self.process and signum not in (0, 2):
            await super().send_signal(signum)
