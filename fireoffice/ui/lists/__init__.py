"""The list of every register: columns, filters, views, selection, and what leaves it."""
