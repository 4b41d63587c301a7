"""What every other layer may lean on: errors, paths, files, time, keys, log and settings."""
