"""Lists of any register: asked of the database, worded, kept as a person likes them, exported."""
