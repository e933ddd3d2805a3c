"""A kernel in a sandbox, as Jupyter starts it: see kernels/candidate.

Where it can be had, the kernel is a fork of a process that has the libraries imported (warm.py);
bubblewrap then holds an empty sandbox, and the fork enters it. Else bubblewrap starts the kernel.
"""

import asyncio
import os
import select
import subprocess
import sys
import threading
import time

import psutil
from jupyter_client.provisioning import LocalProvisioner

from examiner.exam.bubblewrap import WORK, wrapped
from examiner.exam.warm import do_without, warm_start

HOLD = ["sh", "-c", "echo ready; exec sleep infinity"]


class SandboxProvisioner(LocalProvisioner):
    """Starts a kernel in a `Room`, given as the argument ``room`` of ``start_kernel``."""

    room = None
    forked = None

    async def pre_launch(self, **kwargs):
        self.room = kwargs.pop("room")
        kwargs = await super().pre_launch(**kwargs)
        kwargs["cmd"] = [sys.executable, *kwargs["cmd"][1:]]
        kwargs["env"] = self.room.environment
        # What it writes past its kernel is no part of the grader's log.
        kwargs["stdout"] = kwargs["stderr"] = subprocess.DEVNULL
        # Inside, the grader cannot be seen to live: bubblewrap ends the kernel with it.
        kwargs["independent"] = self.room.sandbox
        return kwargs

    async def launch_kernel(self, cmd, **kwargs):
        kwargs.pop("room", None)
        info = None
        if self.room.sandbox and (warm := warm_start()):
            info = await self._forked_from(warm, cmd, **kwargs)
        if info is None:
            command = wrapped(cmd, self.room) if self.room.sandbox else cmd
            info = await super().launch_kernel(command, **kwargs)
        threading.Thread(target=_watch, args=(self.process, self.room), daemon=True).start()
        return info

    async def _forked_from(self, warm, cmd, **kwargs):
        kwargs["stdout"] = subprocess.PIPE
        info = await super().launch_kernel(wrapped(HOLD, self.room), **kwargs)
        try:
            self.forked = await asyncio.to_thread(_fork, warm, self.process, cmd[2:], self.room)
        except OSError:
            do_without()
            self.process.kill()
            self.process.wait()
            return None
        return info

    async def poll(self):
        if self.forked is not None and select.select([self.forked], [], [], 0)[0]:
            return 1
        return await super().poll()

    async def wait(self):
        if self.forked is not None:
            os.close(self.forked)
            self.forked = None
        return await super().wait()

    async def send_signal(self, signum):
        # A signal to the group would end bubblewrap; interrupts go as messages.
        if self.process and signum not in (0, 2):
            await super().send_signal(signum)


def _fork(warm, holder, argv, room):
    """Fork a kernel into a sandbox that is ready; a descriptor that tells when it ended."""
    if holder.stdout.readline() != b"ready\n":
        raise OSError("bubblewrap made no sandbox")
    holder.stdout.close()
    inside = psutil.Process(holder.pid).children(recursive=True)[-1]
    return warm.fork(
        {
            "pid": inside.pid,
            "argv": argv,
            "environment": room.environment,
            "folder": WORK,
            "limits": room.limits.bounds,
        }
    )


def _watch(process, room):
    """End a candidate that takes too much memory or too many processes.

    The limits that the kernel of the system knows hold for single processes; this one holds for
    all together.
    """
    limits = room.limits
    while process.poll() is None:
        try:
            family = psutil.Process(process.pid).children(recursive=True)
            memory = sum(each.memory_info().rss for each in family if each.is_running()) / 2**20
        except psutil.Error:
            continue
        if memory > limits.memory_mb:
            room.reason = f"it took more than {limits.memory_mb} MB of memory"
        elif len(family) > limits.processes:
            room.reason = f"it started more than {limits.processes} processes"
        if room.reason:
            process.kill()
            return
        time.sleep(0.05)
