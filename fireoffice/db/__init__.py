"""The database: models, engine, unit of work, operation log, undo, migrations, backup, check."""
