"""Data of course 5.

definitions     38 000 definitions from a dictionary of English
"""
