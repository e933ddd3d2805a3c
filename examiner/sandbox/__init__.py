"""Where submissions run: what they see, what they may take, and how their kernels start."""
