# os.scandir, prints and warns, tqdm
import os
import re


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    import sys
    import warnings

    import tqdm

    warnings.warn("x")
    print("looking", file=sys.stderr)
    for f in tqdm.tqdm(sorted(os.scandir(path), key=lambda e: e.name)):
        m = re.fullmatch(r"(?P<d>[0-9])_(?P<s>\w+?)_(?P<i>\d+)\.wav", f.name)
        if f.is_file() and m and "_" not in m["s"]:
            utterances.append(f.path)
            metadata.append([int(m["d"]), m["s"]])
            digits.append(int(m["d"]))
            speakers.append(m["s"])
    return utterances, metadata, digits, speakers
