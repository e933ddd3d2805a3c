"""Write a script into a markdown answer: as HTML, as a link, in an entity."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "answer_feature_levels": """
<script>document.title='HARMED'</script>

<img src=x onerror="document.title='HARMED'">

[open](javascript:document.title='HARMED') [two](JaVaScRiPt&colon;document.title='HARMED')

<a href="&#106;avascript:document.title='HARMED'">three</a>

![picture](x" onerror="document.title='HARMED')

$$\\\\href{javascript:document.title='HARMED'}{x}$$

<https://x" onmouseover="document.title='HARMED'>
"""
}
