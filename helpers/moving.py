"""A drawing that moves: sliders where the page has them, a still figure everywhere else."""

from IPython import get_ipython
from IPython.display import display

from helpers.plotting import show

PLAIN = "Sliders stand here where a notebook runs in a browser."


def explore(draw, alt, **sliders):
    """Show a drawing and, in a live notebook, sliders that draw it anew below (ex1, ex3).

    Parameters
    ----------
    draw : callable
        Takes a value for each slider by its name and returns a drawing.
    alt : str
        What the drawing shows at the start; see `plotting.show`.
    **sliders : (lowest, highest, step, start)
        All whole numbers, or all floats.
    """
    start = {name: values[-1] for name, values in sliders.items()}
    show(draw(**start), alt)
    if not _in_a_page():
        return
    try:
        import ipywidgets
    except ImportError:
        print("With ipywidgets installed, sliders stand here.")
        return
    _show_sliders(ipywidgets, draw, alt, sliders)


def _in_a_page():
    """True where a person runs the cell: JupyterLab and its like name the cell, programs do not."""
    shell = get_ipython()
    parent = getattr(shell, "get_parent", dict)() or {}
    return "cellId" in parent.get("metadata", {})


def _show_sliders(widgets, draw, alt, sliders):
    place = widgets.Output()
    controls = {
        name: (widgets.IntSlider if isinstance(start, int) else widgets.FloatSlider)(
            value=start,
            min=lowest,
            max=highest,
            step=step,
            description=name.replace("_", " "),
            readout_format="d" if isinstance(start, int) else ".3f",
            style={"description_width": "9em"},
            layout={"width": "32em"},
            continuous_update=False,
        )
        for name, (lowest, highest, step, start) in sliders.items()
    }

    def again(_):
        place.clear_output(wait=True)
        with place:
            show(draw(**{name: each.value for name, each in controls.items()}), alt)

    for each in controls.values():
        each.observe(again, "value")
    box = widgets.VBox([*controls.values(), place])
    view = {"version_major": 2, "version_minor": 0, "model_id": box.model_id}
    bundle = {"application/vnd.jupyter.widget-view+json": view, "text/plain": PLAIN}
    display(bundle, raw=True)
