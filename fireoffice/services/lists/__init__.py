"""Lists of any register: read from the database, worded, kept as a person likes them, exported."""
