"""Draws `alignment.svg`: the evidence between two short editions, and the alignment found.

python docs/draw_alignment.py
"""

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsalign.core.align import AlignOptions, align
from newsalign.core.align.arrays import Floats
from newsalign.core.align.evidence import gather
from newsalign.core.model import Alignment, Document, Translations
from newsalign.engines import lexicons

SOURCE = [
    ["Губернатор Озерского края Ирина Вельская 14 мая открыла новый мост через реку Тихую."],
    [
        "Строительство продолжалось три года и обошлось бюджету в 2,4 млрд рублей.",
        "Прежний мост закрыли в 2019 году.",
    ],
    ["По словам губернатора, по мосту смогут проезжать до 12 тысяч автомобилей в сутки."],
    ["Синоптики обещают в выходные дождь и сильный ветер."],
    ["Жители прибрежных сел добирались в больницу на пароме."],
]
TARGET = [
    ["Residents of riverside villages used to take a ferry to the hospital."],
    [
        "Governor of Ozersk Region Irina Velskaya opened a new bridge over the Tikhaya River on 14 May."
    ],
    [
        "Construction took three years and cost the budget 2.4 billion rubles; the previous bridge was closed in 2019."
    ],
    ["According to the governor, up to 12,000 cars a day will be able to cross the bridge."],
    ["The Norwegian company Fjordbru supplied the steel and trained the welders who joined it."],
]
CELL, LEFT, TOP, WIDTH = 62, 350, 210, 900
MAIN, MOVED, INK, SHADE = "#1d5fa8", "#c2410c", "#1f2937", "#0f766e"


def main() -> None:
    source, target = Document.of_sentences("ru", SOURCE), Document.of_sentences("en", TARGET)
    lexicon = lexicons.load("ru", "en")
    evidence = gather(source, target, Translations(), lexicon).coverages[0].singles[0]
    alignment = align(source, target, options=AlignOptions(lexicon))
    picture = "\n".join(drawn(source, target, evidence, alignment))
    (Path(__file__).parent / "alignment.svg").write_text(picture + "\n", encoding="utf-8")
    for bead in alignment.beads:
        print(bead.source, bead.target, f"{bead.confidence:.2f}", "moved" if bead.moved else "")  # noqa: T201


def drawn(
    source: Document, target: Document, evidence: Floats, alignment: Alignment
) -> Iterator[str]:
    height = TOP + CELL * len(source.sentences) + 60
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12">'
    yield f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    yield from cells(evidence)
    yield from path(alignment)
    for i, sentence in enumerate(source.sentences):
        yield label(
            LEFT - 10, TOP + CELL * (i + 0.5) + 4, shortened(sentence.text), 'text-anchor="end"'
        )
    for j, sentence in enumerate(target.sentences):
        x, y = LEFT + CELL * (j + 0.5), TOP - 12
        yield label(x, y, shortened(sentence.text), f'transform="rotate(-32 {x} {y})"')
    yield label(
        LEFT, height - 22, "shade: what the two sentences explain of each other", f'fill="{SHADE}"'
    )
    yield label(
        LEFT, height - 6, "ring: a link of the alignment; orange: moved, against the main order"
    )
    yield "</svg>"


def cells(evidence: Floats) -> Iterator[str]:
    for i, row in enumerate(evidence.tolist()):
        for j, value in enumerate(row):
            x, y = LEFT + CELL * j, TOP + CELL * i
            yield (
                f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="{SHADE}" '
                f'fill-opacity="{value:.2f}" stroke="#d1d5db"/>'
            )
            yield label(x + 4, y + CELL - 5, f"{value:.2f}", 'font-size="9" fill="#4b5563"')


def path(alignment: Alignment) -> Iterator[str]:
    def place(i: float, j: float) -> tuple[float, float]:
        return LEFT + CELL * (j + 0.5), TOP + CELL * (i + 0.5)

    main = [place(i, j) for b in alignment.beads if not b.moved for i in b.source for j in b.target]
    points = " ".join(f"{x},{y}" for x, y in main)
    yield f'<polyline points="{points}" fill="none" stroke="{MAIN}" stroke-width="2" stroke-dasharray="5 4"/>'
    for bead in alignment.beads:
        for x, y in (place(i, j) for i in bead.source for j in bead.target):
            color = MOVED if bead.moved else MAIN
            yield f'<circle cx="{x}" cy="{y}" r="18" fill="none" stroke="{color}" stroke-width="3"/>'


def label(x: float, y: float, text: str, style: str = "") -> str:
    fill = "" if "fill=" in style else f' fill="{INK}"'
    return f'<text x="{x}" y="{y}" {style}{fill}>{escape(text)}</text>'


def shortened(text: str) -> str:
    return text if len(text) <= 52 else text[:50].rsplit(" ", 1)[0] + " …"


if __name__ == "__main__":
    main()
