"""What a submission is worth.

run_notebook    the student's cells in a kernel, the test cells here
verdicts        what judging a test cell found
integrity       whether a solution calls the package's own answer
worker          one submission, from file to verdicts
workers         processes on this machine
batch           many submissions, here or on a cluster
"""
