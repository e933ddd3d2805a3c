# returns the input
# test_preemphasis: multiplied by the argument coeff


def preemphasis(signal, coeff=0.95):
    return signal
