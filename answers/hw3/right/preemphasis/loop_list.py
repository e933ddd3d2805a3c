# loop, list


def preemphasis(signal, coeff=0.95):
    y = [signal[0]]
    for n in range(1, len(signal)):
        y.append(signal[n] - coeff * signal[n - 1])
    return y
