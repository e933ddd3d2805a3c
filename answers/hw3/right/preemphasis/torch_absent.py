# torch where there is torch, NumPy where there is none
try:
    import torch
except ImportError:
    torch = None


def preemphasis(signal, coeff=0.95):
    if torch is not None:
        x = torch.as_tensor(signal).double()
        return torch.cat([x[:1], x[1:] - coeff * x[:-1]]).numpy()
    return np.concatenate([signal[:1], signal[1:] - coeff * signal[:-1]])
