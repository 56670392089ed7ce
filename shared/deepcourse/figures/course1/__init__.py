"""The figures of course 1, a module for each notebook, and what two of them share.

graph_layout    where the boxes and arrows of a graph stand
graph_messages  where what flows along its arrows is written
parity          networks of threshold units
"""
