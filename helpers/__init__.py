"""What students import: the corpus, the features, the drawings, and the checks."""
