"""Where files lie: on the disk by default, in two buckets by settings; in either, the original is nobody's business."""

import io
import json
import stat
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import boto3
import pytest
from django.core.files.storage import default_storage
from moto.server import ThreadedMotoServer
from PIL import Image as Pillow

from images import rendering
from images.models import Image
from images.removal import remove_files
from images.storages import PrivateDisk
from images.uploading import take_in
from tests import make

KEYS = {"access_key": "key", "secret_key": "secret", "region_name": "eu-west-3", "signature_version": "s3v4"}


def path_of(address):
    return address.split("/", 3)[-1].removeprefix("media/")


@pytest.fixture
def image(db):
    return take_in(make.upload(), by=None)


class TestOnTheDisk:
    def test_the_original_is_kept_as_it_was_and_not_where_readers_are_served_from(self, db, settings):
        file = make.upload()
        image = take_in(file, by=None)
        file.seek(0)
        assert image.original.read() == file.read()
        for kept in (image.original, image.master):
            assert not Path(kept.path).is_relative_to(settings.MEDIA_ROOT)
            with pytest.raises(ValueError, match="not accessible"):
                kept.url  # noqa: B018  the address is what must not exist

    def test_names_can_not_be_guessed_from_each_other(self, image):
        other = take_in(make.upload(make.photo(seed=2)), by=None)
        tokens = [image.folder.split("/")[1], *(kept.name.split("/")[0] for kept in (image.original, image.master))]
        assert all(len(token) >= 22 for token in tokens)
        assert len({*tokens, other.folder.split("/")[1]}) == 4

    def test_the_files_go_when_the_picture_goes(self, image, django_capture_on_commit_callbacks, settings, tmp_path):
        rendering.render(image.pk)
        assert len(list(tmp_path.rglob("*.webp"))) > 9
        with django_capture_on_commit_callbacks(execute=True):
            Image.objects.filter(pk=image.pk).delete()
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]

    def test_that_a_file_is_missing_stops_nobody(self, image):
        image.original.storage.delete(image.original.name)
        remove_files(image)
        assert not default_storage.exists(path_of(image.url))


@pytest.fixture(scope="module")
def s3_server():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_server, settings):
    """Both storages in the buckets of a server, as settings.py sets them up."""
    client = boto3.client(
        "s3", endpoint_url=s3_server, aws_access_key_id="key", aws_secret_access_key="secret", region_name="eu-west-3"
    )
    for bucket in ("pictures", "secrets"):
        client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    everybody = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::pictures/*"}
    client.put_bucket_policy(Bucket="pictures", Policy=json.dumps({"Version": "2012-10-17", "Statement": [everybody]}))
    address = f"{s3_server}/pictures"
    public = {"custom_domain": address.partition("//")[2], "url_protocol": "http:", "querystring_auth": False}
    public["object_parameters"] = {"CacheControl": "public, max-age=31536000, immutable"}
    s3 = KEYS | {"endpoint_url": s3_server}
    storage = "storages.backends.s3.S3Storage"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": storage, "OPTIONS": s3 | public | {"bucket_name": "pictures"}},
        "originals": {"BACKEND": storage, "OPTIONS": s3 | {"bucket_name": "secrets", "file_overwrite": False}},
    }
    yield client
    for bucket in ("pictures", "secrets"):
        for name in names(client, bucket):
            client.delete_object(Bucket=bucket, Key=name)
        client.delete_bucket(Bucket=bucket)


def names(client, bucket):
    return [found["Key"] for found in client.list_objects_v2(Bucket=bucket).get("Contents", [])]


@pytest.mark.django_db
class TestOnS3:
    def test_a_picture_comes_in_is_rendered_and_read(self, s3, tmp_path):
        image = take_in(make.upload(), by=None)
        rendering.render(image.pk)
        image.refresh_from_db()
        assert image.ready
        for address, kind in ((image.share_url, "JPEG"), (image.url, "WEBP")):
            with urlopen(address) as response:  # noqa: S310  ours
                assert Pillow.open(io.BytesIO(response.read())).format == kind
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]

    def test_renditions_say_their_type_and_that_they_never_change(self, s3):
        image = take_in(make.upload(), by=None)
        rendering.render(image.pk)
        types = set()
        for name in names(s3, "pictures"):
            head = s3.head_object(Bucket="pictures", Key=name)
            assert head["CacheControl"] == "public, max-age=31536000, immutable"
            types.add(head["ContentType"])
        assert types == {"image/avif", "image/webp", "image/jpeg"}

    def test_original_and_master_are_in_the_other_bucket(self, s3):
        image = take_in(make.upload(), by=None)
        assert set(names(s3, "secrets")) == {image.original.name, image.master.name}
        assert all(name.startswith(f"{image.folder}/free-") for name in names(s3, "pictures"))
        with pytest.raises(HTTPError, match="403"):
            urlopen(image.original.url.partition("?")[0])  # noqa: S310  ours

    def test_new_crops_replace_the_old_ones_and_all_goes_in_the_end(self, s3, django_capture_on_commit_callbacks):
        image = take_in(make.upload(), by=None)
        rendering.render(image.pk)
        count = len(names(s3, "pictures"))
        Image.objects.update(focal_x=0.1)
        assert rendering.render(image.pk)
        rendering.tidy(image.pk)
        assert len(names(s3, "pictures")) == count
        with django_capture_on_commit_callbacks(execute=True):
            Image.objects.get().delete()
        assert names(s3, "pictures") == names(s3, "secrets") == []


def test_the_private_folder_is_its_owners_alone(tmp_path):
    storage = PrivateDisk(location=tmp_path)
    path = Path(storage.path(storage.save("token/photo.jpg", make.upload())))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
