"""Look what the kernel allows: capabilities, new namespaces, devices, the host's root."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import ctypes
import os

with open("/proc/self/status") as file:
    fields = dict(line.split(":", 1) for line in file if ":" in line)
if int(fields["CapEff"], 16):
    print("STOLEN: port, capabilities", fields["CapEff"].strip())
if fields.get("NoNewPrivs", "0").strip() != "1":
    print("STOLEN: port, new privileges are possible")
for name in ("/dev/mem", "/dev/kmsg", "/dev/vda", "/dev/sda", "/dev/fuse", "/proc/kcore"):
    if os.access(name, os.R_OK):
        print("STOLEN: port, device", name)
for name in ("/proc/sys/kernel/core_pattern", "/sys/fs/cgroup/cgroup.procs"):
    if os.access(name, os.W_OK):
        print("STOLEN: port, settings", name)
"""
