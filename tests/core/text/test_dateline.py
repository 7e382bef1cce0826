import pytest

from newsalign.core.text.dateline import find_dateline

DATELINES = [
    ("MINSK, 8 August (BelTA) -", "BelTA"),
    ("MINSK, 8 August (BelTA) –", "BelTA"),
    ("MINSK, 8 August (BelTA) —", "BelTA"),
    ("MINSK, 8 August (BelTA).", "BelTA"),
    ("8 августа, Минск /Корр. БЕЛТА/.", "БЕЛТА"),
    ("8 августа, Минск /Игорь Савчук - БЕЛТА/.", "БЕЛТА"),
    ("8 августа, Минск. /БЕЛТА/ -", "БЕЛТА"),
    ("г. Минск, 8 августа /БЕЛТА/.", "БЕЛТА"),
    ("БРЕСТ, 12 сентября 2025 г. /БЕЛТА/.", "БЕЛТА"),
    ("9 жніўня, Мінск /Кар. БЕЛТА/.", "БЕЛТА"),
    ("24 марта, Житковичский район /Корр. БЕЛТА/.", "БЕЛТА"),
    ("24 марта, Боровляны Минского района /Корр. БЕЛТА/.", "БЕЛТА"),
    ("24 сакавіка, аграгарадок Ляскавічы Петрыкаўскага раёна /Кар. БЕЛТА/.", "БЕЛТА"),
    ("24 сакавіка, Жыткавіцкі раён /Кар. БЕЛТА/.", "БЕЛТА"),
    ("ZHITKOVICHI DISTRICT, 25 March (BelTA) –", "BelTA"),
    ("MOSCOW, August 8. /TASS/.", "TASS"),
    ("MOSCOW, August 8 (TASS) -", "TASS"),
    ("ST. PETERSBURG, August 8. /TASS/.", "TASS"),
    ("МОСКВА, 8 августа. /ТАСС/.", "ТАСС"),
    ("МОСКВА, 8 августа. /Корр. ТАСС Иван Петров/.", "ТАСС"),
    ("САНКТ-ПЕТЕРБУРГ/МОСКВА, 8 августа. /ТАСС/.", "ТАСС"),
    ("МОСКВА, 8 авг - РИА Новости.", "РИА Новости"),
    ("МОСКВА, 8 авг — РИА Новости, Иван Петров.", "РИА Новости"),
    ("МИНСК, 8 авг – Sputnik.", "Sputnik"),
    ("MINSK, Aug. 8 (Xinhua) --", "Xinhua"),
    ("Москва. 8 августа. INTERFAX.RU -", "Интерфакс"),
    ("Минск. 8 августа. Интерфакс-Запад -", "Интерфакс-Запад"),
    ("KYIV. Aug 8 (Interfax-Ukraine) –", "Interfax-Ukraine"),
    ("КИЇВ, 8 серпня. /Укрінформ/.", "Укрінформ"),
    ("MINSK (Reuters) -", "Reuters"),
    ("MINSK, Belarus (AP) —", "AP"),
    ("MINSK, Belarus, Aug. 8, 2025 /PRNewswire/ --", "PRNewswire"),
    ("新华社明斯克8月8日电（记者张三）", "新华社"),
    ("GOMEL, 12 September (Region Press) -", ""),
]


@pytest.mark.parametrize(("dateline", "publisher"), DATELINES)
def test_datelines(dateline: str, publisher: str) -> None:
    line = f"{dateline} «Новость» begins here."
    found = find_dateline(line)
    assert found is not None
    assert (found.text, found.publisher) == (dateline, publisher)
    assert line[found.end :].strip() == "«Новость» begins here."


@pytest.mark.parametrize(
    "line",
    [
        "Minsk (Belarus) - the city of parks",
        "On 8 August (Friday) - he came to Minsk.",
        "The president (he was late) - said nothing.",
        "Президент (в Минске). Потом",
        "Minsk, 8 August - It rained.",
        "AP - text",
        "Говорит Москва. ТАСС - это старейшее агентство.",
        "В Минске 8 августа (пятница) - дождь.",
        "/Текст/. Потом",
        "БЕЛТА - это агентство.",
        "",
    ],
)
def test_no_dateline(line: str) -> None:
    assert find_dateline(line) is None
