"""The student's side asks the judge to call what was never lent: by number, by name, deep inside calls."""

CELLS = {
    "double": """import gc
def double(x):
    for server in filter(lambda thing: type(thing).__name__ == "Server", gc.get_objects()):
        for question in (("call", 1, (), {}), ("call", -1, ("x",), {}), ("eval", "1 + 1"), ("call", [], (), {})):
            try:
                server.ask(question)
            except Exception:
                continue
    return 0"""
}
POINTS = 4
