# glob.glob sorted by basename
import os


def find_utterances(path):
    utterances, metadata, digits, speakers = [], [], [], []
    import glob

    for f in sorted(glob.glob(os.path.join(path, "*.wav")), key=os.path.basename):
        p = os.path.basename(f)[:-4].split("_")
        if len(p) == 3 and len(p[0]) == 1 and p[0].isdigit() and p[1] and p[2].isdigit():
            utterances.append(f)
            metadata.append([int(p[0]), p[1]])
            digits.append(int(p[0]))
            speakers.append(p[1])
    return utterances, metadata, digits, speakers
