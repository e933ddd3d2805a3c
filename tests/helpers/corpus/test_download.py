"""A download that goes wrong is an error, and leaves nothing behind."""

from made_up import REAL, STAND_IN, failure, write_zip

# A download that goes wrong is an error, and leaves nothing behind


def assert_download_fails(cache, *parts):
    text = failure()
    for part in ("Downloading", "Try again", *parts):
        assert part in text
    assert list(cache.iterdir()) == []


def test_truncated_download(cache, serve, tmp_path):
    serve(write_zip(tmp_path / "fsdd.zip", REAL).read_bytes()[:-100])
    assert_download_fails(cache, "truncated")


def test_download_that_breaks_off(cache, serve, tmp_path):
    body = write_zip(tmp_path / "fsdd.zip", REAL).read_bytes()
    serve(body[:500], announced=len(body))
    assert_download_fails(cache, "transfer ended")


def test_login_page_instead_of_the_archive(cache, serve):
    serve(b"<html>Please log in to the campus network</html>")
    assert_download_fails(cache, "not a readable zip")


def test_download_of_other_recordings(cache, serve, tmp_path):
    serve(write_zip(tmp_path / "fsdd.zip", STAND_IN).read_bytes())
    assert_download_fails(cache, "contents differ")


def test_server_error(cache, serve):
    serve(b"", status=503)
    assert_download_fails(cache, "503")
