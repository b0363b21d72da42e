"""The picture library in a browser: many files at once, duplicates, the focal point, and choosing by keyboard."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST
from images import renditions
from images.models import Image
from tests import make
from tests.browser.axe import violations
from tests.make import DAY

pytestmark = pytest.mark.browser

LIST = "/admin/images/image/"
# What the browser itself says of an answer that our scripts expect and explain.
EXPECTED = re.compile("Failed to load resource: the server responded with a status of (400|409)")


@pytest.fixture(autouse=True)
def journalist(page, sign_in):
    journalist = make.user(JOURNALIST)
    sign_in(journalist)
    return journalist


def files(*uploads):
    return [{"name": upload.name, "mimeType": "image/jpeg", "buffer": upload.read()} for upload in uploads]


def choose(page, *uploads):
    """As if the computer's own dialog had been used; a drop ends in the same place."""
    page.locator("input[type=file]").first.set_input_files(files(*uploads))


def rows(page, state, count=1):
    found = page.locator(f".upload[data-state={state}]")
    found.nth(count - 1).wait_for()
    assert found.count() == count
    return found


def eventually(page, condition):
    for _attempt in range(100):
        if condition():
            return
        page.wait_for_timeout(50)
    assert condition()


@pytest.mark.expected_in_console(EXPECTED)
class TestUpload:
    def test_a_broken_file_does_not_stop_the_others(self, page):
        page.goto(LIST)
        good = [make.upload(make.photo(seed=seed), name=f"photo-{seed}.jpg") for seed in (1, 2, 3)]
        choose(page, good[0], make.upload(b"not a picture", name="abime.jpg"), *good[1:])
        rows(page, "kept", 3)
        refused = rows(page, "refused")
        assert "abime.jpg" in refused.inner_text()
        assert len(refused.locator(".upload-sentence").inner_text()) > 20
        assert Image.objects.count() == 3
        page.locator(".library-card").nth(2).wait_for()

    def test_words_are_mended_where_they_arrive(self, page):
        page.goto(LIST)
        choose(page, make.upload(), make.upload(make.photo(seed=2), name="deux.jpg"))
        first = rows(page, "kept", 2).first
        assert first.locator(".is-missing").count() == 2
        first.locator("[name=alt_text]").fill("Un quai au matin")
        first.locator("[name=credit]").fill("Maëlle Kervadec")
        first.locator(".upload-for-all").click()
        wanted = [("", "Maëlle Kervadec"), ("Un quai au matin", "Maëlle Kervadec")]
        eventually(page, lambda: sorted(Image.objects.values_list("alt_text", "credit")) == wanted)

    def test_the_same_file_leads_to_the_one_that_is_here(self, page):
        page.goto(LIST)
        choose(page, make.upload())
        rows(page, "kept")
        choose(page, make.upload(name="encore.jpg"))
        link = rows(page, "duplicate").get_by_role("link").first
        assert link.get_attribute("href") == f"{LIST}{Image.objects.get().pk}/change/"

    @pytest.mark.parametrize(("answer", "count"), [(".upload-offer button", 1), (".upload-choices > button", 2)])
    def test_one_that_looks_the_same_is_compared(self, page, answer, count):
        page.goto(LIST)
        choose(page, make.upload())
        rows(page, "kept")
        choose(page, make.upload(make.photo().resize((900, 600)), name="petite.jpg"))
        rows(page, "similar").locator(answer).click()
        page.locator(".upload[data-state=similar]").wait_for(state="detached")
        if count == 2:
            rows(page, "kept", 2)
        assert Image.objects.count() == count

    def test_files_are_dropped_anywhere(self, page):
        page.goto(LIST)
        page.locator("#drop-zone button").wait_for()
        content = list(make.upload().read())
        page.evaluate(
            """(bytes) => {
                const files = new DataTransfer()
                files.items.add(new File([new Uint8Array(bytes)], "jetee.jpg", { type: "image/jpeg" }))
                for (const type of ["dragenter", "dragover", "drop"]) {
                    const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: files })
                    document.querySelector("h1").dispatchEvent(event)
                }
            }""",
            content,
        )
        rows(page, "kept")
        assert "jetee.jpg" in page.locator(".upload").inner_text()


class TestList:
    def test_arrows_move_between_pictures_and_enter_opens(self, page):
        images = [make.image() for _ in range(9)]
        page.goto(LIST)
        page.locator("#drop-zone button").wait_for()
        page.locator("#searchbar").press("ArrowDown")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(f"{images[-2].pk}/change/"))


class TestFocalPoint:
    @pytest.fixture
    def image(self, page):
        image = make.image(width=1600, height=1000)
        page.unroute(re.compile(r"/media/"))
        content = make.upload(make.photo((1600, 1000)), "WEBP").read()
        page.route(re.compile(r"/media/"), lambda route: route.fulfill(body=content, content_type="image/webp"))
        page.goto(f"{LIST}{image.pk}/change/")
        page.get_by_role("slider").wait_for()
        return image

    @staticmethod
    def saved(page, image):
        page.locator("[name=_save]").click()
        page.wait_for_url(re.compile(f"{LIST}$"))
        image.refresh_from_db()
        return image.focus

    def test_by_click(self, page, image):
        box = page.locator("#focal-picture").bounding_box()
        page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.75)
        assert self.saved(page, image) == pytest.approx((0.25, 0.75), abs=0.01)

    def test_by_dragging_and_no_further_than_the_edge(self, page, image):
        box = page.locator("#focal-picture").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.4, steps=3)
        page.mouse.move(box["x"] + box["width"] + 200, box["y"] + box["height"] * 0.4, steps=3)
        page.mouse.up()
        assert self.saved(page, image) == pytest.approx((1.0, 0.4), abs=0.01)

    def test_by_keyboard_and_it_is_announced(self, page, image):
        point = page.get_by_role("slider")
        point.focus()
        for key in ["ArrowRight", "ArrowRight", "Shift+ArrowUp", "ArrowDown"]:
            page.keyboard.press(key)
        assert "52" in point.get_attribute("aria-valuetext")
        assert "41" in point.get_attribute("aria-valuetext")
        assert self.saved(page, image) == (0.52, 0.41)

    def test_the_number_fields_move_it_too(self, page, image):
        page.locator("#id_focal_x").fill("0.9")
        assert page.get_by_role("slider").get_attribute("aria-valuenow") == "90"

    def test_every_crop_is_shown_as_the_server_cuts_it(self, page, image):
        """The style's shares, turned back into pixels, are the corner of the server's box."""
        for size in ((1600, 1000), (1000, 1600), (3000, 700)):
            for focus in ((0.5, 0.5), (0.1, 0.9), (0.33, 0.4), (1.0, 0.0)):
                for ratio in ("16:9", "4:3", "1:1"):
                    across, down = self.position(page, size, ratio, focus)
                    left, upper, right, lower = renditions.box(size, ratio, focus)
                    assert (size[0] - (right - left)) * across == pytest.approx(left, abs=1.5)
                    assert (size[1] - (lower - upper)) * down == pytest.approx(upper, abs=1.5)

    @staticmethod
    def position(page, size, ratio, focus):
        style = page.evaluate(
            """async ({ size, ratio, focus }) => {
                const { position, RATIOS } = await import("marbre/crop")
                const [width, height] = size
                return position({ width, height }, RATIOS[ratio], { x: focus[0], y: focus[1] })
            }""",
            {"size": size, "ratio": ratio, "focus": focus},
        )
        return [float(share.rstrip("%")) / 100 for share in style.split()]


@pytest.mark.expected_in_console(EXPECTED)
class TestPicker:
    @pytest.fixture
    def opened(self, page):
        def opened(many=False):
            page.goto("/admin/articles/article/add/")
            page.evaluate(
                """(many) => void import("marbre/picker").then(({ pick }) =>
                    pick("/admin/images/image/picker/", { many }).then((picked) => (window.picked = picked)))""",
                many,
            )
            dialog = page.get_by_role("dialog")
            dialog.wait_for()
            return dialog

        return opened

    def test_one_is_chosen_by_keyboard(self, page, opened, until):
        make.image(alt_text="Un bateau")
        images = [make.image(alt_text=f"Quai {number}") for number in range(3)]
        cards = opened().locator(".picker-card")
        expect(cards).to_have_count(4)
        page.keyboard.type("Quai")
        expect(cards).to_have_count(3)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        assert "Quai 1" in page.locator(".picker-look").inner_text()
        page.keyboard.press("Enter")
        assert until("() => window.picked?.id") == images[1].pk

    def test_several_are_taken_in_the_order_of_choice(self, page, opened, until):
        images = [make.image() for _ in range(3)]
        opened(many=True).locator(".picker-card").nth(2).wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("End")
        page.keyboard.press("Space")
        page.keyboard.press("Home")
        page.keyboard.press("Space")
        page.keyboard.press("Control+Enter")
        assert until("() => window.picked?.map(({ id }) => id)") == [images[0].pk, images[2].pk]

    def test_one_that_may_not_be_used_can_not_be_chosen(self, page, opened):
        make.image(blocked=True)
        dialog = opened()
        dialog.locator(".picker-card").click(force=True)
        assert dialog.is_visible()
        assert len(dialog.locator(".picker-status").inner_text()) > 10

    def test_giving_up_chooses_nothing(self, page, opened, until):
        make.image()
        opened(many=True)
        page.keyboard.press("Escape")
        assert until("() => window.picked?.length === 0")

    def test_a_file_is_uploaded_and_used_on_the_spot(self, page, opened, until):
        dialog = opened()
        dialog.locator("input[type=file]").set_input_files(files(make.upload()))
        row = dialog.locator(".upload[data-state=kept]")
        row.locator(".is-main").click()
        assert until("() => window.picked?.id") == Image.objects.get().pk

    def test_a_story_is_chosen_in_the_same_dialog(self, page, sign_in, until):
        sign_in(make.user(EDITOR))
        story = make.published(headline="Le pont rouvre")
        page.goto("/admin/articles/article/add/")
        page.evaluate(
            """() => void import("marbre/picker").then(({ pickStory }) =>
                pickStory("/admin/articles/article/picker/").then((picked) => (window.picked = picked)))"""
        )
        page.get_by_role("dialog").get_by_text("Le pont rouvre").wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert until("() => window.picked?.id") == story.pk


@pytest.mark.expected_in_console(EXPECTED)
class TestAccessibility:
    """What axe-core can tell, at both widths, in light and in dark."""

    @pytest.fixture
    def images(self):
        now = timezone.now()
        first = make.image()
        first.keywords.set(["port"])
        make.published(at=now - DAY, lead_image=first)
        Image.objects.update(blocked=True)
        soon = make.image(not_after=now + DAY, once_only=True)
        return [first, soon, make.image(alt_text="", credit="", not_for_partners=True)]

    def test_the_list(self, page, images):
        for address in (LIST, f"{LIST}?rights=blocked", f"{LIST}?q=rien"):
            page.goto(address)
            page.locator("#drop-zone button").wait_for()
            assert (address, violations(page)) == (address, [])

    def test_uploads(self, page, images):
        page.goto(LIST)
        choose(page, make.upload(), make.upload(b"nothing", name="abime.jpg"))
        rows(page, "kept")
        rows(page, "refused")
        choose(page, make.upload(name="encore.jpg"), make.upload(make.photo().resize((900, 600)), name="petite.jpg"))
        rows(page, "duplicate")
        rows(page, "similar")
        assert violations(page) == []

    def test_the_page_of_a_picture(self, page, images):
        page.goto(f"{LIST}{images[0].pk}/change/")
        page.get_by_role("slider").wait_for()
        assert violations(page) == []

    @pytest.mark.parametrize("many", [False, True])
    def test_the_dialog(self, page, images, many):
        page.goto(LIST)
        page.evaluate(
            """(many) => void import("marbre/picker").then(({ pick }) =>
                pick("/admin/images/image/picker/", { many }))""",
            many,
        )
        page.locator(".picker-card").nth(2).wait_for()
        page.keyboard.press("ArrowDown")
        if many:
            page.keyboard.press("Space")
        assert violations(page) == []

    def test_the_desk(self, page, images, sign_in):
        sign_in(make.user(EDITOR))
        for address in ("/admin/desk/rights/", "/admin/"):
            page.goto(address)
            assert (address, violations(page)) == (address, [])

    def test_the_page_that_says_why_a_picture_stays(self, page, images, sign_in):
        sign_in(make.user(CHIEF_EDITOR))
        page.goto(f"{LIST}{images[0].pk}/delete/")
        assert page.locator(".uses a").count() == 1
        assert violations(page) == []
