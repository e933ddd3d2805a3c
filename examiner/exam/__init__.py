"""The exam: a notebook in one process, its tests in another; docs/examiner.md explains it."""
