from newsalign.library.models.article import Article, Paragraph, Sentence
from newsalign.library.models.draft import Draft
from newsalign.library.models.edition import Edition

__all__ = ["Article", "Draft", "Edition", "Paragraph", "Sentence"]
