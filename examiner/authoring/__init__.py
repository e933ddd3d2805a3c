"""What an author does: keep the rules, release, hand out."""
