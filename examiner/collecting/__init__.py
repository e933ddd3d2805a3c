"""What comes in: downloads, files that come back, and when they arrived."""
