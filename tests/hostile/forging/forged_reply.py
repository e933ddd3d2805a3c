"""Send the reply that a cell ran well, and that the kernel is idle, before the cell has failed."""

EARNS = []
SOLVED = False

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    import time

    kernel = get_ipython().kernel
    parent = kernel.get_parent("shell")
    reply = {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
    idents = kernel._parent_ident["shell"]
    kernel.session.send(kernel.shell_stream, "execute_reply", reply, parent, ident=idents)
    kernel.shell_stream.flush()
    kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, parent)
    time.sleep(1)
    raise ValueError("after the reply")
""",
}
