"""Entry of one record or many: understood, tried, compared with what is there."""
