"""The instructor's side: rules, release, proof, marks. Students never get it."""
