"""What this course chose, and why. The engine's own lines: the module `examiner.configuration`."""

c = get_config()  # noqa: F821  (nbgrader passes it in)

# Where a configuration raises, nbgrader goes on with its defaults: unprotected. So it has to end.
try:
    import examiner

    examiner.configure(c)
except Exception as fault:
    raise SystemExit(f"The examiner cannot be loaded, so nothing is graded: {fault}") from fault

# It labels the exchange and the gradebook.
c.CourseDirectory.course_id = "measurements"

# The deadline, such as {"lab1": "2026-12-02 09:59 Europe/Berlin"}; what comes later counts nothing.
c.Deadline.deadlines = {}
# More time for one student: {"1234567": {"lab1": "2026-12-04 09:59 Europe/Berlin"}}
c.Deadline.extensions = {}

# What a submission may use: seconds for a cell, megabytes of memory and of files, processes.
c.Examine.timeout = 60
c.Examine.memory_mb = 2048
c.Examine.disk_mb = 256
c.Examine.processes = 64
