"""The proof of the marks: a catalogue of answers, and which tests each loses."""
