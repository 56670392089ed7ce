"""A forged answer says that KeyboardInterrupt was raised: will the judge take it for its own user's?"""

CELLS = {
    "double": """from deepcourse.checking.remote import serve
serve.Server.do_call = lambda *a: ("raised", (["KeyboardInterrupt", "KeyboardInterrupt", [], ""], ""))
def double(x):
    return 0"""
}
POINTS = 4
