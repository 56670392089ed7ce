"""What a submission is worth.

run_notebook        the student's cells in a kernel, the test cells here
source_notebook     the test cells, and what they may use
student_cells       the student's cells, and the kernel in which they run
cell_verdict        what the outputs of a test cell amount to
verdicts            what judging a test cell found
integrity           whether a solution calls the package's own answer
jobs                what a worker needs of a submission
worker              one submission, from file to verdicts
workers             processes on this machine
batch               many submissions, here or on a cluster
"""
