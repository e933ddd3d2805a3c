# pandas drop_duplicates, isin
import pandas as pd


def split_by_speaker(utterances, digits, speakers, test_speakers):
    df = pd.DataFrame({"utt": utterances, "dgt": digits, "spk": speakers}).drop_duplicates("utt")
    mask = df["spk"].isin(test_speakers)
    return df[~mask].to_dict("list"), df[mask].to_dict("list")
