"""What a course is.

places          the folders of a course, and how it is found
notebooks       source notebooks: what they say of themselves, and the one form that git keeps
exercise_cells  which cells of a notebook belong to which exercise
execute         run source notebooks from the first cell to the last
engine          the way papermill runs them: saved once
syllabus        what is taught where
files           read and write files, all or nothing; one command at a time
progress        the progress bar
"""
