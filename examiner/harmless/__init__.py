"""What students wrote and printed, made harmless before it reaches a browser.

nbgrader shows outputs and texts as they are: a student's script would act in the Formgrader with
the instructor's rights. The graded notebook itself is cleaned, so every page made of it is safe.
"""

from examiner.harmless.preprocessor import MakeHarmless

__all__ = ["MakeHarmless"]
