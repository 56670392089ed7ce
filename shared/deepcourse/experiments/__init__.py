"""What trains or computes behind figures and explorations; a folder a course. Nothing here draws, nothing is graded."""
