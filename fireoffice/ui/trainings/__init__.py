"""培训宣传: the page of attendance, and the views of plan and coverage."""
