# a helper function and an import in an extra cell of the student's own
from itertools import pairwise


def weighted_difference(before, now, weight):
    return now - weight * before


# %%
def preemphasis(signal, coeff=0.95):
    return [signal[0], *[weighted_difference(a, b, coeff) for a, b in pairwise(map(float, signal))]]
