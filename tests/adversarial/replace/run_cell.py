"""The shell's run_cell is replaced by one that runs nothing and succeeds."""

CELLS = {
    "double": """from IPython.core.interactiveshell import ExecutionInfo, ExecutionResult
shell = get_ipython()
async def nothing(*a, **k):
    result = ExecutionResult(ExecutionInfo("", False, False, False, None))
    result.execution_count = 1
    return result
shell.run_cell_async = nothing
def double(x):
    return 0"""
}
POINTS = 0
