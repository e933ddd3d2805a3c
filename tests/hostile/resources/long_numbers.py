"""Return numbers with a million digits, not-a-numbers and numbers of other kinds."""

EARNS = ["test_preemphasis", "test_log_dct"]
SOLVED = True

CELLS = {
    "cmvn": """
import decimal
import fractions


def cms(mfccs):
    answer = np.zeros(np.shape(mfccs)).tolist()
    answer[0][0] = 10**1_000_000
    answer[1][0] = fractions.Fraction(1, 3**100_000)
    answer[2][0] = decimal.Decimal("1e999999")
    return answer


def cmvn(mfccs):
    answer = np.zeros(np.shape(mfccs)).tolist()
    answer[0] = [float("nan"), float("inf"), 1e308 * 10, complex(1, 1), True]
    return answer
""",
}
