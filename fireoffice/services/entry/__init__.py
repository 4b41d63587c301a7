"""What people enter, one record or many: understood, tried, compared with what is there."""
