"""Name a picture, its type and its size so that they leave their attributes."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
from IPython.display import display, publish_display_data

evil = "x' onerror='document.title=&quot;HARMED&quot;' onload='document.title=1"
script = "\\"><script>document.title='HARMED'</script>"
publish_display_data({"image/png": script}, {"image/png": {"width": script, "alt": script}})
publish_display_data({"image/jpeg": evil}, {"image/jpeg": {"height": evil}})
publish_display_data({"image/svg+xml": "<svg onload=\\"document.title='HARMED'\\"></svg>"})
publish_display_data({"text/html" + script: script, "text/plain": script, script: script})
"""
