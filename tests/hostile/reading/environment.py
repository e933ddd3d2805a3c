"""Print the environment: the kernel's own, and that of the processes that started it."""

EARNS = []
SOLVED = False

CELLS = {}

LAST = """
import os

for name, value in os.environ.items():
    if "CANARY" "-" in value:
        print("STOLEN:", name, value)

# Only processes of the grading are looked at: this also runs where there is no sandbox.
GRADING = (b"nbgrader", b"ipykernel", b"bwrap", b"examiner")
for number in filter(str.isdigit, os.listdir("/proc")):
    try:
        with open(f"/proc/{number}/cmdline", "rb") as file:
            command = file.read()
        if any(word in command for word in GRADING):
            with open(f"/proc/{number}/environ", "rb") as file:
                for line in file.read().split(bytes(1)):
                    if b"CANARY" b"-" in line:
                        print("STOLEN:", number, line.decode())
            if b"CANARY" b"-" in command or b"--CourseDirectory.root" in command:
                print("STOLEN:", number, command.decode())
    except OSError:
        pass
"""
