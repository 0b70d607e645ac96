"""Amounts as other programs write them: ``$1,200,000``, ``1.200.000,00 €``, ``CHF 1'200.50``, ``(1,200)``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from se_desk.domain.errors import BadInput
from se_desk.domain.money import Money

# Of one sign with several currencies, the desk's own is meant where it is one of them, else the first.
_SIGNS: dict[str, tuple[str, ...]] = {
    "US$": ("USD",),
    "AU$": ("AUD",),
    "A$": ("AUD",),
    "CA$": ("CAD",),
    "C$": ("CAD",),
    "NZ$": ("NZD",),
    "HK$": ("HKD",),
    "S$": ("SGD",),
    "R$": ("BRL",),
    "$": ("USD", "AUD", "CAD", "NZD", "HKD", "SGD", "MXN", "CLP", "COP", "ARS"),
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₩": ("KRW",),
    "₪": ("ILS",),
    "₺": ("TRY",),
    "₫": ("VND",),
    "₽": ("RUB",),
    "zł": ("PLN",),
    "Kč": ("CZK",),
    "Fr.": ("CHF",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
}
_FOLDED = tuple((sign, sign.casefold()) for sign in _SIGNS)
# ISO 4217, so that three capitals of another meaning are not taken for a currency.
_CODES_IN_A_ROW = (
    "AEDALLAMDAOAARSAUDAZNBAMBDTBGNBHDBIFBNDBOBBRLBSDBTNBWPBYNBZDCADCDFCHFCLPCNYCOPCRCCUPCVECZKDJF"
    "DKKDOPDZDEGPERNETBEURFJDGBPGELGHSGMDGNFGTQGYDHKDHNLHTGHUFIDRILSINRIQDIRRISKJMDJODJPYKESKGSKHR"
    "KMFKRWKWDKZTLAKLBPLKRLRDLSLLYDMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMYRMZNNADNGNNIONOKNPRNZDOMR"
    "PABPENPGKPHPPKRPLNPYGQARRONRSDRUBRWFSARSBDSCRSDGSEKSGDSLESOSSRDSSPSTNSYPSZLTHBTJSTMTTNDTOPTRY"
    "TTDTWDTZSUAHUGXUSDUYUUZSVESVNDVUVWSTXAFXCDXOFXPFYERZARZMWZWG"
)
_CODES = frozenset(map("".join, zip(*[iter(_CODES_IN_A_ROW)] * 3, strict=True)))
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_CONVERTED = re.compile(r"^(.*\d.*?)\s*\([^()]*[A-Z]{3}[^()]*\)$")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[Ee]\+?\d{1,2}")
_NUMBER = re.compile(r"\d[\d.,]*")
_BLANKS = re.compile(r"[\s'’`]")
_LARGEST = Decimal(10) ** 15


def read_amount(text: str, currency: str, mark: str | None = None) -> Money | None:
    """The money `text` means; None for blank. Without a sign or code of its own it is in `currency`.

    `mark` is the decimal mark of the file where it is settled; without it a single mark before exactly
    three digits parts thousands. Raises BadInput for what is no amount.
    """
    bare = text.strip()
    if not bare or bare in {"-", "–", "—"}:
        return None
    converted = _CONVERTED.match(bare)
    bare, named = _without_currency(converted[1] if converted else bare, currency)
    negative = bare.startswith(("-", "(", "−")) or bare.endswith("-")
    digits = bare.strip("-−()+")
    value = _decimal(digits, mark)
    if value is None or value > _LARGEST:
        raise BadInput(f"{text[:40]!r} is no amount.", do="Write it as 1200000.00.")
    return Money.of(-value if negative else value, named)


def settled_mark(texts: Iterable[str]) -> str | None:
    """The decimal mark that some of `texts` shows beyond doubt; None where none does, or two disagree."""
    found = {mark for text in texts if (mark := _shown_mark(_without_currency(text.strip(), "USD")[0]))}
    return found.pop() if len(found) == 1 else None


def names_currency(text: str) -> bool:
    """Whether an amount says by a sign or a code what it is in."""
    code = _CODE.search(text)
    return bool(code and is_currency(code[0])) or _sign_in(text) is not None


def is_currency(code: str) -> bool:
    """Whether `code` is a currency of ISO 4217."""
    return code in _CODES


def _sign_in(text: str) -> str | None:
    folded = text.casefold()
    return next((sign for sign, looked_for in _FOLDED if looked_for in folded), None)


def _without_currency(text: str, currency: str) -> tuple[str, str]:
    """The number's own characters and the code of its currency."""
    code = _CODE.search(text)
    if code and is_currency(code[0]):
        return _BLANKS.sub("", text.replace(code[0], "", 1)), code[0]
    sign = _sign_in(text)
    if sign is None:
        return _BLANKS.sub("", text), currency
    meant = _SIGNS[sign]
    bare = re.sub(re.escape(sign), "", text, count=1, flags=re.IGNORECASE)
    return _BLANKS.sub("", bare), currency if currency in meant else meant[0]


def _decimal(digits: str, mark: str | None) -> Decimal | None:
    if _SCIENTIFIC.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    if not _NUMBER.fullmatch(digits):
        return None
    decimal = _shown_mark(digits) or _supposed_mark(digits, mark)
    whole, _, rest = digits.rpartition(decimal) if decimal else (digits, "", "")
    groups = re.split(r"[.,]", whole)
    if not _are_groups(groups) or len(set(re.findall(r"[.,]", whole))) > 1 or not re.fullmatch(r"\d*", rest):
        return None
    return Decimal(f"{''.join(groups)}.{rest or 0}")


def _are_groups(groups: list[str]) -> bool:
    """Whether digits are parted as thousands are (in India the groups before the last have two)."""
    if len(groups) == 1:
        return bool(groups[0])
    return 1 <= len(groups[0]) <= 3 and all(len(g) in (2, 3) for g in groups[1:-1]) and len(groups[-1]) == 3


def _shown_mark(digits: str) -> str | None:
    """The decimal mark where the digits leave no doubt: the last of two kinds, or not before three digits."""
    marks: list[str] = re.findall(r"[.,]", digits)
    if not marks or not _NUMBER.fullmatch(digits.strip("-−()+")):
        return None
    if len(set(marks)) == 2:
        return marks[-1]
    before, after = digits.strip("-−()+").rsplit(marks[0], 1)
    single = len(marks) == 1
    if single and (len(after) != 3 or len(before) > 3 or before == "0"):
        return marks[0]
    return None


def _supposed_mark(digits: str, mark: str | None) -> str | None:
    return mark if mark and digits.count(mark) == 1 else None
