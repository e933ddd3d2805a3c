"""For those who work on the kit: not installed, not handed out."""
