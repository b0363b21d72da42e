"""Pictures that are pasted or dropped go to the library, and from there into the text, while one goes on writing."""

import base64
import re

import pytest

from images.models import Image
from tests import make
from tests.browser.test_editor_links import body_of, paste

pytestmark = pytest.mark.browser

GIVE = """(area, [kind, files, place]) => {
  const data = new DataTransfer()
  for (const [name, type, base64] of files) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    data.items.add(new File([bytes], name, {type}))
  }
  const common = {bubbles: true, cancelable: true}
  const event = kind === "paste"
    ? new ClipboardEvent("paste", {clipboardData: data, ...common})
    : new DragEvent("drop", {dataTransfer: data, ...place, ...common})
  area.dispatchEvent(event)
}"""


def picture(number, size=(1200, 800)):
    """JPEG bytes that look unlike those of another number, and the same in every size."""
    return make.upload(make.photo(size, seed=number)).read()


def sent(name, content, kind="image/jpeg"):
    return [name, kind, base64.b64encode(content).decode()]


@pytest.fixture
def give(page):
    """Paste or drop files; a drop falls on the top of the block with these words."""

    def give(kind, *files, on=None):
        area = page.locator(".ProseMirror[contenteditable]")
        box = page.get_by_text(on, exact=True).bounding_box() if on else {"x": 0, "y": 0}
        area.evaluate(GIVE, [kind, list(files), {"clientX": box["x"] + 3, "clientY": box["y"] + 3}])

    return give


@pytest.fixture
def figures(page, until):
    """Wait for that many figures; the body with the pictures' places among the library's for their numbers."""

    def figures(count):
        until("(count) => document.querySelectorAll('.ProseMirror figure').length === count", count)
        numbers = list(Image.objects.order_by("pk").values_list("pk", flat=True))
        return re.sub(
            r'<figure data-image-id="(\d+)"[^>]*><figcaption></figcaption></figure>',
            lambda found: f"[{numbers.index(int(found[1]))}]",
            body_of(page),
        ).replace("<p></p>", "")

    return figures


def test_a_dropped_picture_stands_where_it_fell(page, write, give, figures):
    write("<p>Un</p><p>Deux</p>")
    give("drop", sent("quai.jpg", picture(1)), on="Deux")
    assert figures(1) == "<p>Un</p>[0]<p>Deux</p>"


def test_several_stand_in_order_while_one_goes_on_writing(page, write, give, figures):
    write("<p>Un</p>")
    page.keyboard.press("End")
    give("paste", *(sent(f"{number}.jpg", picture(number)) for number in (1, 2, 3)))
    page.keyboard.type(" et encore")
    shown = figures(3)
    assert shown.startswith("<p>Un et encore</p>")
    names = {index: image.title for index, image in enumerate(Image.objects.order_by("pk"))}
    order = [names[int(place)] for place in re.findall(r"\[(\d)\]", shown)]
    assert order == sorted(order)


def test_undo_takes_the_figure_back_alone(page, write, give, figures):
    write("<p>Un</p>")
    page.keyboard.press("End")
    page.keyboard.type(" mot")
    give("paste", sent("quai.jpg", picture(1)))
    figures(1)
    page.locator(".ProseMirror[contenteditable]").press("Control+z")
    assert figures(0) == "<p>Un mot</p>"


@pytest.mark.expected_in_console(re.compile("Failed to load resource: the server responded with a status of 400"))
def test_a_file_that_is_no_picture_is_refused_with_a_sentence_and_stops_no_other(page, write, give, figures):
    write("<p>Un</p>")
    give("paste", sent("cassé.jpg", b"no picture"), sent("quai.jpg", picture(1)))
    assert figures(1) == "<p>Un</p>[0]"
    page.locator(".editor-upload .upload[data-state=refused]").wait_for()
    page.locator(".editor-upload button").first.click()
    page.locator(".editor-upload").wait_for(state="detached")


def test_the_same_picture_is_kept_once(page, write, give, figures):
    write("<p>Un</p>")
    give("paste", sent("quai.jpg", picture(1)))
    figures(1)
    give("paste", sent("autre-nom.jpg", picture(1)))
    figures(2)
    assert Image.objects.count() == 1


@pytest.mark.expected_in_console(re.compile("Failed to load resource: the server responded with a status of 409"))
@pytest.mark.parametrize(("answer", "pictures"), [(".is-main", 1), (":not(.is-main)", 2)])
def test_of_one_that_looks_the_same_the_writer_decides(page, write, give, figures, answer, pictures):
    write("<p>Un</p>")
    give("paste", sent("quai.jpg", picture(1)))
    figures(1)
    give("paste", sent("petit-quai.jpg", picture(1, (600, 450))))
    choices = page.locator(".editor-upload .upload[data-state=similar] .upload-choices")
    choices.locator(f"button{answer}").click()
    figures(2)
    assert Image.objects.count() == pictures


def test_pictures_in_pasted_words_are_kept_too(page, write, figures):
    write("")
    source = f"data:image/jpeg;base64,{base64.b64encode(picture(4)).decode()}"
    paste(page, f'<p>Avant</p><p><img src="{source}"></p><p>Après</p><p><img src="https://b.example/x.jpg"></p>')
    page.locator(".editor-notice").filter(has_text="1").wait_for()
    assert figures(1) == "<p>Avant</p>[0]<p>Après</p>"
