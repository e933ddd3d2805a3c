# pandas str.extract
import os

import pandas as pd


def find_utterances(path):
    df = pd.DataFrame({"name": sorted(os.listdir(path))})
    df[["digit", "speaker"]] = df["name"].str.extract(r"^(\d)_([^_]+)_\d+\.wav$")
    df = df.dropna()
    df["digit"] = df["digit"].astype(int)
    utterances = [os.path.join(path, n) for n in df["name"]]
    return (
        utterances,
        df[["digit", "speaker"]].values.tolist(),
        df["digit"].tolist(),
        df["speaker"].tolist(),
    )
