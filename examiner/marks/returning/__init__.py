"""What goes back: a page of feedback a student, and marks in the forms that platforms take."""
