"""Marks: read, exported, shown."""
