"""培训宣传: who came, who has had none, what a year brought."""
