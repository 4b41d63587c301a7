"""Safekeeping of the data: backups, checks, recovery, the password, moving to another disk."""
