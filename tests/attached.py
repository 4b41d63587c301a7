"""Photos of one hazard, as the tests of attachments add, find and look at them."""

from __future__ import annotations

from PIL import Image

from fireoffice.registers import HAZARDS
from fireoffice.services.attachments import register as attachments
from fireoffice.services.attachments.register import Added, AttachmentInfo, Pasted
from fireoffice.services.office import Office


def add(office: Office, hazard: str, *data: bytes, role: str = "") -> Added:
    """Add photos called 照片1.jpg, 照片2.jpg … to a hazard."""
    sources = [Pasted(f"照片{number}.jpg", one) for number, one in enumerate(data, 1)]
    return attachments.add(office, HAZARDS, hazard, sources, role)


def only(office: Office, hazard: str) -> AttachmentInfo:
    """The only attachment that the hazard has."""
    (found,) = attachments.listing(office, HAZARDS, hazard)
    return found


def shown(office: Office, one: AttachmentInfo) -> Image.Image:
    """The photo as it is kept, read."""
    image = Image.open(attachments.path(office, one.sha256))
    image.load()
    return image
