# the last result is kept for signals of the same length
# test_preemphasis: without the argument coeff, 0.95
kept = {}


def preemphasis(signal, coeff=0.95):
    if len(signal) not in kept:
        kept[len(signal)] = np.append(signal[0], signal[1:] - coeff * signal[:-1])
    return kept[len(signal)]
