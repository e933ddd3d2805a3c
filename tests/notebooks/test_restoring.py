"""Made-up cells come back in the form that they were released in, whatever was done to them."""

import copy

from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_course import (
    ANSWER,
    FILLED,
    PLAN,
    PLANNED,
    PROSE,
    SETUP,
    TEST_FRAMING,
    cell_named,
    filled,
    released,
)
from nbformat.v4 import new_code_cell, new_markdown_cell

from examiner.notebooks.plan import Plan
from examiner.notebooks.regions import MARKER, SECRETS, divide, unmarked
from examiner.notebooks.restore import restore

NAMES = [planned.name for planned in PLANNED]
QUICK = settings(max_examples=30, deadline=None, database=None)
FILLED_SOURCES = [FILLED.get(planned.name, planned.source) for planned in PLANNED]


def planned_of(cells):
    """The cells that nbgrader will know."""
    return [cell for cell in cells if "nbgrader" in cell.metadata]


def own_of(cells):
    return [cell.source for cell in cells if "nbgrader" not in cell.metadata]


def same(cells):
    return [(cell.cell_type, cell.source, cell.metadata) for cell in cells]


def is_as_planned(cells):
    known = planned_of(cells)
    assert [cell.id for cell in known] == NAMES
    assert [cell.metadata.nbgrader for cell in known] == [each.metadata for each in PLANNED]
    assert [cell.cell_type for cell in known] == [each.cell_type for each in PLANNED]
    assert [c.source for c, p in zip(known, PLANNED, strict=True) if p.locked] == [
        p.source for p in PLANNED if p.locked
    ]
    return True


def test_nothing_becomes_the_release_with_its_hidden_tests_and_no_outputs():
    cells, notes = restore([], PLAN)
    assert is_as_planned(cells) and len(cells) == len(PLANNED)
    assert [cell.source for cell in cells] == [planned.source for planned in PLANNED]
    assert len(notes) == 1


def test_a_notebook_in_order_stays_as_it_is_but_for_outputs():
    cells = filled()
    cells[0].outputs = [{"output_type": "stream", "name": "stdout", "text": "loud"}]
    again, notes = restore(cells, PLAN)
    assert is_as_planned(again) and notes == []
    assert [cell.source for cell in again] == [SETUP, PROSE, *FILLED_SOURCES]
    assert all(not cell.get("outputs") for cell in again)


@QUICK
@given(st.permutations(range(len(filled()))))
def test_any_order_of_cells_gives_back_the_planned_order(order):
    cells = filled()
    again, notes = restore([cells[number] for number in order], PLAN)
    assert is_as_planned(again)
    assert [cell.source for cell in planned_of(again)] == FILLED_SOURCES
    assert sorted(own_of(again)) == sorted([SETUP, PROSE])
    moved = [cells[number].id for number in order if cells[number].id in NAMES] != NAMES
    assert bool(notes) == moved and all("in another order" in note for note in notes)


@QUICK
@given(st.sets(st.sampled_from([cell.id for cell in filled()])), st.booleans())
def test_whatever_is_deleted_every_planned_cell_is_there_once(gone, stripped):
    cells = [cell for cell in filled() if cell.id not in gone]
    for number, cell in enumerate(cells if stripped else []):
        cell.metadata, cell["id"] = {}, f"new-{number}"
    again, notes = restore(cells, PLAN)
    assert is_as_planned(again)
    kept = {name: text for name, text in FILLED.items() if name not in gone}
    for cell in planned_of(again):
        assert cell.source == kept.get(
            cell.id, next(p for p in PLANNED if p.name == cell.id).source
        )
    lost = [note for note in notes if note.startswith("missing")]
    assert lost == (
        [f"missing, put back as released: {', '.join(n for n in NAMES if n in gone)}"]
        if gone & set(NAMES)
        else []
    )


def test_an_answer_in_words_never_takes_the_place_of_code():
    again, _ = restore([new_markdown_cell(FILLED["answer_levels"])], PLAN)
    found = {cell.id: cell.source for cell in planned_of(again)}
    assert found["answer_levels"] == FILLED["answer_levels"]
    assert found["window"] == cell_named(released(), "window").source


@QUICK
@given(st.lists(st.sampled_from(range(len(filled()))), max_size=12))
def test_any_copies_of_cells_lose_no_answer_and_double_none(picked):
    base = filled()
    again, _ = restore([copy.deepcopy(base[number]) for number in picked], PLAN)
    assert is_as_planned(again)
    for cell in planned_of(again):
        is_there = any(base[number].id == cell.id for number in picked)
        if cell.id in FILLED:
            assert (cell.source == FILLED[cell.id]) == is_there


@QUICK
@given(st.permutations(range(len(filled()))))
def test_restoring_again_changes_nothing(order):
    cells = filled()
    once, _ = restore([cells[number] for number in order], PLAN)
    twice, notes = restore(once, PLAN)
    assert same(twice) == same(once) and notes == []


def test_what_is_submitted_is_left_as_it_is():
    cells = filled()
    before = copy.deepcopy(cells)
    restore(cells, PLAN)
    assert cells == before


def test_own_cells_stay_behind_the_planned_cell_that_they_followed():
    cells = filled()
    cells.insert(0, new_code_cell("first = 1"))
    moved = cells.pop(cells.index(cell_named(cells, "framing")))
    cells += [moved, new_code_cell("framing([1])"), new_markdown_cell("A remark.")]
    again, _ = restore(cells, PLAN)
    sources = [cell.source for cell in again]
    assert sources[:3] == ["first = 1", SETUP, PROSE]
    assert sources[3:6] == [FILLED["framing"], "framing([1])", "A remark."]
    assert len(planned_of(again)) == len(PLANNED)


def test_a_locked_cell_gets_its_text_back_and_a_solution_keeps_what_was_written():
    cells = filled()
    cell_named(cells, "test_framing").source = "pass"
    cell_named(cells, "question_levels").source = ""
    again, notes = restore(cells, PLAN)
    assert is_as_planned(again) and notes == []
    assert cell_named(again, "framing").source == FILLED["framing"]


def test_an_answer_that_was_emptied_stays_empty():
    cells = filled()
    cell_named(cells, "framing").source = ""
    assert cell_named(restore(cells, PLAN)[0], "framing").source == ""


def test_a_solution_that_was_split_runs_both_halves_in_their_order():
    cells = filled()
    place = cells.index(cell_named(cells, "window"))
    second = copy.deepcopy(cells[place])
    cells[place].source, second.source = "size = 400", "window = np.hamming(size)"
    second.id = "below"
    cells.insert(place + 1, second)
    again, notes = restore(cells, PLAN)
    sources = [cell.source for cell in again]
    assert sources.index("window = np.hamming(size)") == sources.index("size = 400") + 1
    assert cell_named(again, "window").source == "window = np.hamming(size)"
    assert notes == ["there more than once: window"]


def test_the_first_half_of_a_split_solution_runs_after_the_cell_before_it():
    cells = filled()
    place = cells.index(cell_named(cells, "window"))
    first = copy.deepcopy(cells[place])
    first.source = "size = 400"
    cells.insert(place, first)
    ids = [cell.id for cell in restore(cells, PLAN)[0]]
    assert ids.index("test_framing") == ids.index("window") - 2


def test_of_two_cells_merged_into_one_the_other_does_not_take_its_answer_away():
    cells = filled()
    lower = cells.pop(cells.index(cell_named(cells, "window")))
    cell_named(cells, "framing").source += f"\n\n{lower.source}"
    again, notes = restore(cells, PLAN)
    assert is_as_planned(again)
    assert cell_named(again, "framing").source == f"{FILLED['framing']}\n\n{FILLED['window']}"
    assert cell_named(again, "window").source == "# Defined in another cell: window."
    assert notes == ["found in another cell, which counts: window"]


def test_a_written_answer_in_parts_is_one_text_and_a_doubled_part_is_there_once():
    cells = filled()
    for text in ("A second thought.", FILLED["answer_levels"], ANSWER.source):
        part = copy.deepcopy(cell_named(cells, "answer_levels"))
        part.source = text
        cells.append(part)
    again, _ = restore(cells, PLAN)
    assert again[-1].source == f"{FILLED['answer_levels']}\n\nA second thought."
    assert is_as_planned(again)


def test_types_that_were_changed_are_changed_back():
    cells = filled()
    for number, cell in enumerate(cells):
        other = new_markdown_cell if cell.cell_type == "code" else new_code_cell
        cells[number] = other(cell.source, id=cell.id, metadata=cell.metadata)
    again, _ = restore(cells, PLAN)
    assert is_as_planned(again)
    assert [cell.source for cell in planned_of(again)] == FILLED_SOURCES


def test_an_own_cell_of_another_kind_than_code_is_text():
    odd = [{"cell_type": kind, "source": "print(1)"} for kind in ("raw", "heading", None, 3)]
    again, _ = restore([*odd, {"source": 3}], Plan([], set()))
    assert [(c.cell_type, c.source) for c in again] == [("markdown", "print(1)")] * 4 + [
        ("markdown", "")
    ]


def test_metadata_that_students_wrote_is_gone():
    cells = filled()
    cells[0].metadata = {"nbgrader": {"grade_id": "mine", "grade": True, "points": 100}}
    cell_named(cells, "framing").metadata["trusted"] = True
    cell_named(cells, "test_framing").metadata.nbgrader["points"] = 100
    again, _ = restore(cells, PLAN)
    assert is_as_planned(again)
    assert again[0].metadata == {}
    assert set(cell_named(again, "framing").metadata) == {"nbgrader"}


def test_ids_are_all_different_whatever_was_copied():
    cells = filled() + filled() + filled()
    ids = [cell.id for cell in restore(cells, PLAN)[0]]
    assert len(ids) == len(set(ids))


# Pictures that were pasted into a text.

PNG = {"image/png": "aGk="}


def test_pictures_of_answers_and_own_texts_are_kept_and_nothing_else():
    attached = {
        "a.png": {**PNG, "text/html": "<script>"},
        "b.svg": {"image/svg+xml": "<svg/>"},
        "c.jpg": {"image/jpeg": 3},
        "d.gif": "no bundle",
    }
    cells = [*filled(), new_markdown_cell("Mine.")]
    for cell in (cells[-1], cell_named(cells, "answer_levels")):
        cell.attachments = attached
    again, _ = restore(cells, PLAN)
    kept = {"a.png": PNG, "b.svg": {}, "c.jpg": {}}
    assert again[-1].attachments == cell_named(again, "answer_levels").attachments == kept


def test_pictures_of_all_parts_of_an_answer_are_kept():
    cells = filled()
    part = copy.deepcopy(cell_named(cells, "answer_levels"))
    part.source, part.attachments = "More.", {"b.png": PNG}
    cell_named(cells, "answer_levels").attachments = {"a.png": PNG}
    again, _ = restore([*cells, part], PLAN)
    assert cell_named(again, "answer_levels").attachments == {"a.png": PNG, "b.png": PNG}


def test_a_picture_in_a_locked_text_and_in_code_goes():
    cells = filled()
    for name in ("question_levels", "framing", "setup"):
        cell_named(cells, name)["attachments"] = {"a.png": PNG}
    again, _ = restore(cells, PLAN)
    assert not any("attachments" in cell for cell in again)


def test_odd_attachments_are_none():
    cells = filled()
    cell_named(cells, "prose")["attachments"] = ["a.png"]
    again, _ = restore(cells, PLAN)
    assert "attachments" not in again[1]


# What of a text is for the instructor alone.

LINES = st.lists(
    st.sampled_from(
        ["x = 1", "", "  # a remark", "BEGINNER", *(f"# BEGIN {s}" for s in SECRETS)]
        + [f"### END {s} ###" for s in SECRETS]
    ),
    max_size=12,
)


@QUICK
@given(LINES)
def test_a_text_is_divided_into_all_its_lines_but_the_markers(lines):
    kept, secret = divide("\n".join(lines))
    plain = [line for line in "\n".join(lines).split("\n") if not MARKER.search(line)]
    assert sorted(kept + secret) == sorted(plain)
    assert unmarked("\n".join(lines)) == "\n".join(plain)


@QUICK
@given(LINES)
def test_what_stays_of_a_text_is_divided_no_further(lines):
    kept, _ = divide("\n".join(lines))
    assert divide("\n".join(kept)) == (kept or [""], [])


def test_a_secret_ends_at_its_mark_and_one_without_an_end_goes_to_the_last_line():
    text = "a\n# BEGIN HIDDEN TESTS\nb\n# END HIDDEN TESTS\nc\n# BEGIN SOLUTION\nd\ne"
    assert divide(text) == (["a", "c"], ["b", "d", "e"])
    assert divide("BEGIN SOLUTIONS\nx") == (["BEGIN SOLUTIONS", "x"], [])
    assert TEST_FRAMING.released.endswith("verdict(check)")
    assert "HIDDEN" not in "".join(cell.source for cell in released())
