"""Grading a whole class: one submission is one task, and one writer records what comes back."""
