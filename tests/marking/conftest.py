"""A class of six that waits for a person: one left all as it was, two wrote the same."""

import shutil

import pytest

from examiner.course import Course
from examiner.marking.desk import Desk
from tools.class_to_mark import class_to_mark


@pytest.fixture(scope="session")
def six(tmp_path_factory):
    return class_to_mark(tmp_path_factory.mktemp("six") / "course", students=6)


@pytest.fixture
def course(six, tmp_path):
    shutil.copytree(six.root, tmp_path / "course")
    return Course(tmp_path / "course", "hw3")


@pytest.fixture
def desk(course):
    return Desk(course)
