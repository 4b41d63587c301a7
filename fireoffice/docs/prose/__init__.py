"""Text of any origin recognised as a paper: what each line is, what was put right on the way."""
