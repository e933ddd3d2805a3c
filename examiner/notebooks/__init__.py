"""What a notebook is: its cells, tasks and tests, as released and as they come back."""
