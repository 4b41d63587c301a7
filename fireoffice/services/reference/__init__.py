"""Reference data of the registers: the town, code lists, standards, the calendar."""
