"""What a reader asks for, read from what was typed. Pure."""

from dataclasses import dataclass, field, replace

from ..finding.words import LONGEST_WORD, QUOTED, WORD, fold
from .stems import stem

LONGEST = 200  # characters that are read of what was typed
MOST_TERMS = 10
SHORTEST_BEGINNING = 3  # letters from which on a word may be the beginning of another
# Words that every story has: left out unless they are between quotation marks, or all that was typed.
COMMON = {
    "fr": "a au aux avec c ce ces cette d dans de des du elle en est et il ils j jusqu l la le les leur lorsqu m mais"
    " n ne nous on ou par pas pour puisqu qu quand que quel quelle qui s sa se ses son sont sur t un une vous y",
    "en": "a about an and are as at be by did do does for from has have how in is it its of on or s t that the their"
    " this to was were what when where which who why will with",
}
COMMON = {language: frozenset(words.split()) for language, words in COMMON.items()}


@dataclass(frozen=True)
class Wanted:
    """Words that must stand beside each other: in any of their forms, exactly so, or the last only as a beginning."""

    words: tuple[str, ...]  # folded
    stems: tuple[str, ...]
    text: str = field(default="", compare=False)  # as it was typed
    exact: bool = False
    begins: bool = False

    @property
    def may_begin(self):
        return not self.exact and len(self.words[-1]) >= SHORTEST_BEGINNING and not self.words[-1].isdigit()


def wanted(text, language):
    """The terms of `text`: each word, and together what stands between quotation marks or is written as one."""
    found, common = [], COMMON.get(language, frozenset())
    for quoted, loose in QUOTED.findall(text[:LONGEST]):
        if words := _words(quoted):
            found.append(_wanted(words, language, text=quoted.strip(), exact=True))
        found += [_wanted(_words(word), language, text=word) for word in loose.split() if _words(word)]
    found = list(dict.fromkeys(found))
    telling = [_bare(term, common) for term in found if term.exact or not common.issuperset(term.words)]
    return tuple((telling or found)[:MOST_TERMS])


def as_beginning(terms):
    """The same terms, the last as the beginning of a word; None where it can't be."""
    if not terms or not terms[-1].may_begin:
        return None
    return (*terms[:-1], replace(terms[-1], begins=True))


def without_one(terms):
    """All but one of `terms`, in each way; none where there is but one."""
    if len(terms) < 2:
        return []
    return [terms[:place] + terms[place + 1 :] for place in range(len(terms))]


def said(terms):
    """What somebody would type to search for `terms`."""
    return " ".join(f"“{term.text}”" if term.exact else term.text for term in terms)


def spelled(text, corrections):
    """`text` with other words for some: `corrections` has them by the folded word."""
    return WORD.sub(lambda word: corrections.get(fold(word[0]), word[0]), text[:LONGEST])


def _words(text):
    return tuple(word[:LONGEST_WORD] for word in WORD.findall(fold(text)))


def _wanted(words, language, **how):
    return Wanted(words, tuple(stem(word, language) for word in words), **how)


def _bare(term, common):
    """Without the article before it: of «l’île» the island is searched for."""
    if term.exact:
        return term
    start, end = 0, len(term.words)
    while term.words[start] in common:
        start += 1
    while term.words[end - 1] in common:
        end -= 1
    return replace(term, words=term.words[start:end], stems=term.stems[start:end])
