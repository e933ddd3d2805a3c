"""Every accuracy that the notebooks' texts name, measured, each with its unit: docs/numbers*.md."""

from functools import partial
from pathlib import Path

import nbformat
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import LeaveOneGroupOut, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from examiner.course import KIT
from examiner.notebooks.regions import unmarked
from helpers.corpus import load_corpus
from helpers.features import DELTAS, LEVELS, NORMALIZATIONS, load_features
from helpers.words import both_accuracies
from tools.outlook import hidden_markov, small_network

# The texts name the numbers of FSDD; what they say of the other corpus is on its own page.
PAGES = {
    "FSDD 1.0.10": KIT / "docs" / "numbers.md",
    "embedded": KIT / "docs" / "numbers-embedded.md",
}
# The cells of ex1 that make its features.
CHAIN = """preemphasis framing get_spectrum compute_filterbanks log_dct cmvn mfccs
process_levels_given process_contextual_level"""
HEAD = """# Numbers: {corpus}

Every accuracy that the notebooks name, with what it counts. `make reproduce` measures them and
writes this page, and tests compare the texts with it. A word is counted by adding up the
log-probabilities of its rows. The texts name the numbers of FSDD; [FSDD](numbers.md) and the
[embedded corpus](numbers-embedded.md) have a page each.
"""


def logistic(X, y, **options):
    """Ex2's classifier, as a function of rows to log-probabilities [shape=(n_rows, 10)]."""
    classifier = LogisticRegression(**{"max_iter": 500, **options})
    return make_pipeline(StandardScaler(), classifier).fit(X, y).predict_log_proba


def mixtures(X, y):
    """Ex3's classifier, as a function of rows to log-likelihoods [shape=(n_rows, 10)]."""
    models = [
        GaussianMixture(3, covariance_type="diag", random_state=0).fit(X[y == d]) for d in range(10)
    ]
    return lambda rows: np.transpose([model.score_samples(rows) for model in models])


MODELS = {"logistic regression": logistic, "Gaussian mixtures": mixtures}


def levels(train):
    """Accuracy at each level and normalization, of train and test speakers.

    Parameters
    ----------
    train : callable
        One of `MODELS`.

    Returns
    -------
    list of (str, str, float, float, float, float)
        Level, normalization; of test speakers the share of rows and of words, then of train
        speakers.
    """
    rows = []
    for level in [*LEVELS, DELTAS]:
        for norm in NORMALIZATIONS:
            part = load_features(level, norm)
            scores = train(part.X_train, part.y_train)
            test = both_accuracies(scores(part.X_test), part.y_test, part.u_test)
            known = both_accuracies(scores(part.X_train), part.y_train, part.u_train)
            rows.append((level, norm, *test, *known))
    return rows


def left_out(train, level, norm, every=1, speakers="all"):
    """Accuracy on each speaker by a model trained on the others.

    Parameters
    ----------
    train : callable
    level, norm : str
    every : int
        Train on every so many rows.
    speakers : {'all', 'train'}
        Whom to leave out, one by one, and train on: all six, or the four of the declared split.

    Returns
    -------
    dict of str to (float, float)
        Of rows and of words.
    """
    part = load_features(level, norm)
    X, y, z, u = part.X_train, part.y_train, part.z_train, part.u_train
    if speakers == "all":
        pairs = zip((X, y, z, u), (part.X_test, part.y_test, part.z_test, part.u_test), strict=True)
        X, y, z, u = map(np.concatenate, pairs)
    found = {}
    for rest, out in LeaveOneGroupOut().split(X, y, z):
        scores = train(X[rest][::every], y[rest][::every])
        found[str(z[out][0])] = both_accuracies(scores(X[out]), y[out], u[out])
    return found


def random_split():
    """Words that logistic regression gets right where a random quarter is the test (ex1)."""
    part = load_features("utterance", "none")
    X, y = np.concatenate([part.X_train, part.X_test]), np.concatenate([part.y_train, part.y_test])
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=0)
    return np.mean(logistic(X_train, y_train)(X_test).argmax(axis=1) == y_test)


def own_chain():
    """What both models make of the features of the solved ex1 (contextual, cmvn).

    Returns
    -------
    digits : np.ndarray [shape=(n_rows,)]
        Of the test speakers' windows.
    heard : dict of str to np.ndarray
        By model what it says to them.
    per_word : float
        Windows in a word, on average.
    """
    notebook = nbformat.read(KIT / "source" / "hw3" / "ex1.ipynb", as_version=4)
    cells = {cell.id: cell.source for cell in notebook.cells}
    names = {"np": np, "Path": Path}
    for cell in CHAIN.split():
        exec(unmarked(cells[cell]), names)
    corpus = load_corpus()
    paths = sorted(corpus.path.glob("*.wav"))
    labels = [path.name.split("_") for path in paths]
    X, y, z = names["process_contextual_level"](
        [str(path) for path in paths], [int(each[0]) for each in labels], [x[1] for x in labels]
    )
    test = np.isin(z, corpus.test_speakers)
    heard = {
        name: train(X[~test], y[~test])(X[test]).argmax(axis=1) for name, train in MODELS.items()
    }
    return y[test], heard, len(X) / len(paths)


def brightest(said, heard):
    """The field of a confusion matrix beside its diagonal that holds the largest share of its row.

    Returns
    -------
    str
    """
    matrix = confusion_matrix(said, heard, normalize="true") - 2 * np.eye(10)
    spoken, taken = np.unravel_index(matrix.argmax(), matrix.shape)
    return f"{spoken} taken for {taken}"


def page():
    """The text of the chosen corpus's page.

    Returns
    -------
    str
    """
    parts = [HEAD.format(corpus=load_corpus().name)]
    for name, train in MODELS.items():
        parts += [f"\n## Levels and normalisations: {name}\n", LEVELS_HEAD]
        parts += [
            f"| {level} | {norm} | " + " | ".join(f"{each:.3f}" for each in shares) + " |"
            for level, norm, *shares in levels(train)
        ]
    parts += ["\n## One speaker left out\n"]
    parts += _of_speakers(
        "logistic regression, utterance/none", left_out(logistic, "utterance", "none")
    )
    parts += _of_speakers(
        "Gaussian mixtures, contextual/cmvn, trained on every sixth window",
        left_out(mixtures, "contextual", "cmvn", every=6),
    )
    parts += ["\n## Tuning on the four train speakers, one left out\n"]
    for name, level, norm in TUNED:
        title = f"{name}, {level}/{norm}"
        parts += _of_speakers(title, left_out(MODELS[name], level, norm, speakers="train"))
    parts += _of_speakers(
        "logistic regression with C = 0.1, utterance/none",
        left_out(partial(logistic, C=0.1), "utterance", "none", speakers="train"),
    )
    (said, own, per_word), outline = own_chain(), load_features("utterance", "none")
    reader = logistic(outline.X_train[:, 1:7], outline.y_train)
    six = np.mean(reader(outline.X_test[:, 1:7]).argmax(axis=1) == outline.y_test)
    parts += [
        "\n## Single numbers\n",
        f"- ex1, random split, logistic regression, utterance/none: {random_split():.2f} of words",
        *(
            f"- ex1's own chain, contextual/cmvn, {name}: {np.mean(heard == said):.2f} of windows, "
            f"{np.mean(heard == 0):.2f} of windows called 0, brightest {brightest(said, heard)}"
            for name, heard in own.items()
        ),
        f"- ex1's own chain, digit 0: {np.mean(said == 0):.2f} of windows",
        f"- ex1's own chain, in a word, on average: {per_word:.1f} windows",
        f"- ex2, coefficients 1 to 6 alone, utterance/none: {six:.2f} of words",
        f"- ex3, hidden Markov model: {hidden_markov():.2f} of words",
        f"- ex3, small network, speakers never heard: {small_network(False):.2f} of words",
        f"- ex3, small network, speakers known: {small_network(True):.2f} of words",
    ]
    return "\n".join(parts) + "\n"


LEVELS_HEAD = """\
| level | normalisation | rows, test speakers | words, test speakers | rows, train | words, train |
|---|---|---|---|---|---|"""
TUNED = [
    ("logistic regression", "utterance", "none"),
    ("logistic regression", "frame", "none"),
    ("logistic regression", "contextual", "none"),
    ("Gaussian mixtures", "frame", "cms"),
    ("Gaussian mixtures", "contextual", "cms"),
    ("Gaussian mixtures", "contextual", "cmvn"),
]


def _of_speakers(title, shares):
    lines = []
    for unit, values in zip(("rows", "words"), zip(*shares.values(), strict=True), strict=True):
        each = ", ".join(f"{who} {share:.2f}" for who, share in zip(shares, values, strict=True))
        mean, spread = np.mean(values), np.std(values)
        lines.append(f"- {title}, of {unit}: {mean:.2f} ± {spread:.2f} ({each})")
    return lines


def write_page():
    """Measure all on the chosen corpus, and write its page."""
    path = PAGES[load_corpus().name]
    path.write_text(page(), encoding="utf-8")
    print(f"Written: {path.relative_to(KIT)}")
