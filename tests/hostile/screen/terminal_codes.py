"""Print terminal codes that move the cursor, clear the line, hide text and set a link."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
escape = chr(27)
print("Not right yet." + escape + "[2K" + escape + "[1A" + chr(13) + "Right.        ")
print(escape + "[8mhidden" + escape + "[0m" + chr(8) * 20)
print(escape + "[30;40mblack" + escape + "[0m")
print(escape + "]8;;javascript:document.title='HARMED'" + chr(7) + "link")
print(escape + "]8;;" + chr(7))
print(escape + "]0;HARMED" + chr(7) + escape + "[1;31m<script>document.title='HARMED'</script>")
print(chr(0x202E) + "esrever" + chr(0) + chr(0xFEFF) + chr(0xD7FF))
"""
