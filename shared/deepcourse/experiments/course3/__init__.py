"""Experiments of course 3: what is computed behind its figures.

running          projects run by policies, one like another
parcel_policies  ways to run the project of the parcels: on evidence, by habit, and by popular mistakes
robot_policies   the same for the project of the robots
"""
