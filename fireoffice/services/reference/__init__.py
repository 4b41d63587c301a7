"""What the registers stand on: the town, code lists, standards, the calendar."""
