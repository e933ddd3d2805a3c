# prints
# test_gmms_predict_likelihood: returned None
# test_gmms_predict_far: returned None
import numpy as np


def gmms_predict(X, gmms):
    print(np.argmax([g.score_samples(X) for g in gmms], axis=0))
