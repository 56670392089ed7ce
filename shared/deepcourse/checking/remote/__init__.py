"""Judging a function that lives in another process: nothing but plain data passes between the two.

wire    plain data as frames of bytes, exact in type and bounded in size
peer    one side of the conversation: it asks, and it answers while it waits
serve   the side of the student's process
proxy   the side of the judge: what `check`, `grade` and `judge` take in place of the student's function
answers the form of what the student's process answers
errors  what was raised in the other process, raised here
watch   who calls an exercise's own reference implementation
"""
