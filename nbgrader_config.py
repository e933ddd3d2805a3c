"""What this course chose, and why. What the engine needs of nbgrader: examiner/configuration.py."""

import os

c = get_config()  # noqa: F821  (nbgrader passes it in)

# Where a configuration raises, nbgrader goes on with its defaults: unprotected. So it has to end.
try:
    import examiner
    from homework.verdicts import STUB

    examiner.configure(c)
except Exception as fault:
    raise SystemExit(f"The examiner cannot be loaded, so nothing is graded: {fault}") from fault

# One course, one name: it labels the exchange and the gradebook.
c.CourseDirectory.course_id = "speech"

# The gradebook is gradebook.db here, or on a server: postgresql+psycopg://user:password@host/name
if "GRADEBOOK_URL" in os.environ:
    c.CourseDirectory.db_url = os.environ["GRADEBOOK_URL"]

# The line that a student deletes. Calling an open task raises it, and the tests know it by that.
c.ClearSolutions.code_stub = {"python": STUB}
c.ClearSolutions.text_stub = "*TODO: write your answer here, in place of this line.*"

# The deadline, such as {"hw3": "2026-12-02 09:59 Europe/Berlin"}; what comes later is disregarded.
# This is its one place: a due date that was typed into the Formgrader is replaced, or removed.
c.Deadline.deadlines = {}
# More time for one student: {"1234567": {"hw3": "2026-12-04 09:59 Europe/Berlin"}}
c.Deadline.extensions = {}

# What a submission may use: a fit may take 120 s, all recordings' features 1 GB.
c.Examine.timeout = 300
c.Examine.budget = 900
c.Examine.memory_mb = 4096
c.Examine.processes = 64
c.Examine.disk_mb = 512

# The button Validate runs the tests in the student's own kernel.
c.Execute.timeout = 300

# Where the unpacked handout lies on the web, such as "https://github.com/course/homework/tree/main/hw3";
# the released notebooks install the course from there where it is missing.
c.Handout.url = ""
