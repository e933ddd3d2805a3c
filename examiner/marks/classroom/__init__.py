"""What an instructor wants to know of a whole class: one page of it, and who is too alike."""
