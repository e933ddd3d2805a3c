# scipy.signal.lfilter


def preemphasis(signal, coeff=0.95):
    from scipy.signal import lfilter

    return lfilter([1, -coeff], 1, signal)
