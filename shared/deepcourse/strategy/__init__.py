"""Reference implementations of course 3: decisions, and the evidence that they rest on.

metrics         what is counted, what is maximised, and how many examples it takes to tell two systems apart
human_level     the best possible error, who stands for it, and which gap to work on
error_analysis  mistakes counted by cause, what mending each could gain, and wrong labels
data_mismatch   data from two sources: how they are split, and where an error comes from
project         a project as a sequence of decisions: prices, order, and all plans there are
parcels         a project to steer: a camera for returned parcels, with a hidden world and a dashboard
robots          a second one: what a delivery robot sees, by a pipeline or end to end
"""
