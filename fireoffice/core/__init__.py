"""The ground under every other layer: errors, paths, files, time, keys, log and settings."""
