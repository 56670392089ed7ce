"""What students hand in.

collect         take what a learning platform exports
unpack          archives and folders, within limits
roster, names   whose it is, and which notebook
submissions     what lies in a course's submitted/ folder
reading         read a notebook that anybody may have written
salvage         what is left of a damaged one
matching        whose cell is whose
repair          a submission, rebuilt on the released notebook
"""
