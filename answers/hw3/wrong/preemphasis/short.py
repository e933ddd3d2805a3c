# one sample short
# test_preemphasis: [samples=5], got [4]


def preemphasis(signal, coeff=0.95):
    return signal[1:] - coeff * signal[:-1]
