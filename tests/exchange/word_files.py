"""DOCX files as Word leaves them: with changes tracked and comments beside the text."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STYLES = (
    f'<w:styles xmlns:w="{W}">'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="Heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
    "</w:styles>"
)


def para(inner: str, style: str = "", mark: str = "") -> str:
    """A paragraph; ``mark`` stands in the properties of its end."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    ended = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{named}{ended}</w:pPr>{inner}</w:p>"


def run(text: str) -> str:
    """A run of words."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text: str) -> str:
    """Words that were inserted and tracked."""
    return f'<w:ins w:id="1" w:author="Ada">{run(text)}</w:ins>'


def gone(text: str) -> str:
    """Words that were deleted and tracked."""
    return f'<w:del w:id="2" w:author="Ada"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def comment(key: str, text: str, author: str = "Ada") -> str:
    """A comment."""
    return f'<w:comment w:id="{key}" w:author="{author}"><w:p>{run(text)}</w:p></w:comment>'


def word_file(*parts: str, comments: str = "", styles: str = STYLES, namespace: str = W) -> bytes:
    """The bytes of a DOCX with this body."""
    body = f'<w:document xmlns:w="{W}"><w:body>{"".join(parts)}</w:body></w:document>'
    files = {"word/document.xml": body, "word/styles.xml": styles}
    if comments:
        files["word/comments.xml"] = f'<w:comments xmlns:w="{W}">{comments}</w:comments>'
    return zipped({name: text.replace(W, namespace) for name, text in files.items()})


def zipped(files: dict[str, str]) -> bytes:
    """Files in a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            file.writestr(name, text)
    return out.getvalue()


def office() -> str | None:
    """LibreOffice on this computer, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def opened_and_saved(data: bytes, folder: Path) -> bytes:
    """What LibreOffice makes of a DOCX when it opens it without a screen and saves it."""
    program = office() or ""
    (folder / "in").mkdir()
    (folder / "in" / "charter.docx").write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, home, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)]
    subprocess.run(
        [*command, str(folder / "in" / "charter.docx")], check=True, capture_output=True, timeout=240
    )
    return (folder / "charter.docx").read_bytes()
