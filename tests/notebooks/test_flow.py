"""What a cell reads, binds and changes: a slice that misses one of them costs a mark."""

import pytest

from examiner.notebooks.flow import flow_of


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        ("y = x + 1", {"x"}),
        ("x = 1\ny = x", set()),
        ("x += 1", {"x"}),
        ("import numpy as np\nnp.ones(n)", {"n"}),
        ("for x in rows:\n    print(x)", {"rows", "print"}),
        ("for row in rows:\n    total = row\n    print(total)", {"rows", "print"}),
        ("if deep:\n    x = 1\nprint(x)", {"deep", "x", "print"}),
        ("with opened() as file:\n    text = file\nuse(text)", {"opened", "use", "text"}),
        ("try:\n    x = f()\nexcept Slip as slip:\n    say(slip, x)", {"f", "Slip", "say", "x"}),
        ("z = [a + b for a in rows]", {"b", "rows"}),
        ("z = [[c for c in row] for row in rows]", {"rows"}),
        ("class A:\n    size = width", {"width"}),
        ("def f(x=start):\n    return x", {"start"}),
        ("match kind:\n    case 1:\n        use(a)", {"kind", "use", "a"}),
        ("while left:\n    left -= step", {"left", "step"}),
        ("@wraps\ndef f():\n    pass", {"wraps"}),
        ("x: int = start", {"int", "start"}),
        ("def f(:", set()),
    ],
)
def test_it_reads_what_it_has_not_bound_itself(source, reads):
    assert flow_of(source).reads == reads


@pytest.mark.parametrize(
    ("source", "later"),
    [
        ("def f():\n    return data", {"data"}),
        ("f = lambda x: x + data", {"data"}),
        ("class A:\n    def go(self):\n        return data", {"data"}),
        ("def f():\n    def g():\n        return [data for _ in a]\n    return g", {"data", "a"}),
        ("z = [lambda: data for _ in a]", {"data"}),
        ("def f():\n    data = 1\n    return data", set()),
    ],
)
def test_a_function_reads_when_it_is_called(source, later):
    assert flow_of(source).reads_later - {"range"} == later


@pytest.mark.parametrize(
    ("source", "surely", "perhaps"),
    [
        ("a = b = 1", {"a", "b"}, set()),
        ("a, (b, *c) = x", {"a", "b", "c"}, set()),
        ("import a.b, c as d", {"a", "d"}, set()),
        ("def f(): pass\nclass G: pass", {"f", "G"}, set()),
        ("if x:\n    a = 1", set(), {"a"}),
        ("for a in x:\n    b = a", set(), {"a", "b"}),
        ("with x() as a:\n    b = 1", set(), {"a", "b"}),
        ("if x:\n    a = 1\na = 2", {"a"}, set()),
        ("print(a := 1)", {"a"}, set()),
        ("def f():\n    global a\n    a = 1", {"f", "a"}, set()),
    ],
)
def test_it_binds_surely_or_perhaps(source, surely, perhaps):
    flow = flow_of(source)
    assert (flow.binds, flow.may_bind) == (surely, perhaps)


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("rows.append(1)", {"rows"}),
        ("rows[0] = 1", {"rows"}),
        ("table.loc[1, 2] = 3", {"table"}),
        ("model.fit(X).score(X)", {"model"}),
        ("trained = model.fit(X)", {"model"}),
        ("first = rows.pop()", {"rows"}),
        ("del rows", {"rows"}),
        ("del rows[0]", {"rows"}),
        ("for x in y:\n    rows.append(x)", {"rows"}),
        ("rows[0] += 1", {"rows"}),
        ("total = rows.sum()", set()),
        ("def f():\n    rows.append(1)", set()),
    ],
)
def test_it_changes_what_a_name_stands_for(source, changes):
    assert flow_of(source).changes == changes


@pytest.mark.parametrize(
    "source",
    [
        "np.random.seed(0)",
        "from random import seed\nseed(1)",
        "from numpy import *",
        "open('x.txt', 'w').write('a')",
        "os.chdir('data')",
        "%matplotlib inline",
        "!ls",
        "exec('a = 1')",
    ],
)
def test_it_changes_more_than_names(source):
    assert flow_of(source).effects
    assert not flow_of("x = np.ones(3)\nprint(x)\nplot(x)").effects
