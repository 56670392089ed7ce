"""What a machine has and lacks.

doctor          what is missing, and how to get it
environment     conda's file, from the pins
"""
