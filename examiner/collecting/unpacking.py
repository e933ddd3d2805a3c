"""A learning platform's download, unpacked: what students zipped is bounded."""

import contextlib
import io
import zipfile
from pathlib import Path, PurePosixPath

from nbgrader.plugins import ExtractorPlugin

from examiner.collecting.bounds import bound_zip

LARGEST = 200 * 2**20  # bytes of one student's notebooks
ENTRIES = 2000  # files in one student's zip
# What students may add, and nobody reads.
SILENT = {"", ".pdf", ".html", ".txt"}


class UnpackBounded(ExtractorPlugin):
    """Takes the place of nbgrader's, which follows zips in zips for as long as there are any."""

    def extract(self, archive_path, extracted_path):
        """Unpack notebooks out of all archives, and out of the students' zips in them.

        Parameters
        ----------
        archive_path, extracted_path : str
        """
        for path in sorted(each for each in Path(archive_path).rglob("*") if each.is_file()):
            place = Path(extracted_path) / path.relative_to(archive_path)
            if path.suffix.lower() == ".zip":
                with self._one(path.name), zipfile.ZipFile(path) as archive:
                    self._platforms(archive, place.with_suffix(""))
            elif path.suffix == ".ipynb":
                _write(place, path.read_bytes())
            else:
                self.log.warning("%s is no zip; unpack it by hand", path.name)

    @contextlib.contextmanager
    def _one(self, name):
        """Say what is the matter with one upload, whatever that is, and go on."""
        try:
            yield
        except Exception as error:
            self.log.warning("%s cannot be unpacked (%s); ask for another", name, error)

    def _platforms(self, archive, place):
        """A platform's archive: its folders tell whose a file is."""
        for entry in archive.infolist():
            name = PurePosixPath(entry.filename.replace("\\", "/"))
            if (
                entry.is_dir()
                or name.is_absolute()
                or ".." in name.parts
                or "__MACOSX" in name.parts
            ):
                continue
            with self._one(name.name):
                if name.suffix.lower() == ".zip" and name.stem.strip("."):
                    data = io.BytesIO(_read(archive, entry, LARGEST))
                    bound_zip(data)
                    with zipfile.ZipFile(data) as own:
                        _students(own, (place / name).with_suffix(""))
                elif name.suffix == ".ipynb":
                    _write(place / name, _read(archive, entry, LARGEST))
                elif name.suffix.lower() not in SILENT:
                    self.log.warning("%s is neither a zip nor a notebook; it is left out", name)


def _students(archive, place):
    """A student's own zip: its folders say nothing, so none of them is kept."""
    entries = [each for each in archive.infolist() if each.filename.endswith(".ipynb")]
    if len(entries) > ENTRIES:
        raise OSError(f"it holds {len(entries)} notebooks")
    left, taken = LARGEST, set()
    # Of two of the same name the one that lies higher.
    for entry in sorted(entries, key=lambda each: each.filename.count("/")):
        name = PurePosixPath(entry.filename.replace("\\", "/")).name
        if name in taken or name.startswith(".") or "__MACOSX" in entry.filename:
            continue
        data = _read(archive, entry, left)
        left -= len(data)
        taken.add(name)
        _write(place / name, data)


def _read(archive, entry, most):
    with archive.open(entry) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(f"{entry.filename} is larger than {LARGEST // 2**20} MB")
    return data


def _write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
