"""What every register's list can do: columns, filters, views, selection, and what leaves it."""
