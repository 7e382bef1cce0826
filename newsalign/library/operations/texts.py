from dataclasses import dataclass

from newsalign.core import model
from newsalign.library.models import Article, Paragraph, Sentence


@dataclass(frozen=True, slots=True)
class StoredText:
    """An article's document, and the keys of its stored sentences in the same order."""

    document: model.Document
    sentence_ids: tuple[int, ...]

    @property
    def texts(self) -> list[str]:
        return [s.text for s in self.document.sentences]


def stored_text(article_id: int) -> StoredText:
    """Three queries and no model instances: long articles are read for every comparison."""
    article = Article.objects.for_lists().get(pk=article_id)
    texts = Paragraph.objects.filter(article=article).values_list("pk", "kind", "text")
    spans = Sentence.objects.filter(article=article).order_by("position")
    within: dict[int, list[tuple[int, int]]] = {}
    keys = []
    for key, paragraph, start, end in spans.values_list("pk", "paragraph_id", "start", "end"):
        keys.append(key)
        within.setdefault(paragraph, []).append((start, end))
    document = model.Document(
        language=article.language,
        headline=article.headline,
        section=article.section,
        dateline=article.dateline,
        url=article.url,
        paragraphs=tuple(
            model.Paragraph(
                text=text,
                kind=model.ParagraphKind(kind),
                sentences=tuple(
                    model.Sentence(text[start:end], start, end)
                    for start, end in within.get(key, ())
                ),
            )
            for key, kind, text in texts.order_by("position")
        ),
    )
    return StoredText(document, tuple(keys))
