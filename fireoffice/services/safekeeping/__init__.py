"""That nothing is lost: backups, checks, recovery, the password, moving house."""
