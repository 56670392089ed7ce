"""Experiments of course 3: what is computed behind its figures.

parcel_policies  ways to run the project of `strategy.parcels`: on evidence, by habit, and by popular mistakes
"""
