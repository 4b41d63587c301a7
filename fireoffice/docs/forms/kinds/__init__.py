"""The forms that the program knows: each a dataclass and a declaration."""
