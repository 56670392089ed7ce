"""The way papermill runs our notebooks: as it always does, but it saves at the end only.

SAVES_ONCE      the name of the engine, known to papermill once this module is imported

papermill saves the whole notebook, pictures and all, when a cell starts and when it ends: with 80 cells that was a
third of the time of a run. What it has when the run ends is saved here, however it ends.
"""

from typing import Any

from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines

SAVES_ONCE = "deepcourse"


class SavesOnce(NBClientEngine):
    """papermill's own engine, without the saving in between."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> Any:
        """Run the notebook of `nb_man`, then save it, also where the run was broken off."""
        path, nb_man.output_path = nb_man.output_path, None
        try:
            return super().execute_managed_notebook(nb_man, kernel_name, **options)
        finally:
            nb_man.output_path = path
            nb_man.save()


papermill_engines.register(SAVES_ONCE, SavesOnce)
