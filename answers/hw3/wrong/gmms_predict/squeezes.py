# a single row gets a number instead of an array of one
# test_gmms_predict_likelihood: expected shape [rows=1], got []
def gmms_predict(X, gmms):
    return np.squeeze(np.argmax([gmm.score_samples(X) for gmm in gmms], axis=0))
