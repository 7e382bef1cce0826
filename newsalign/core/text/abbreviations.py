"""What ends a sentence in which language: abbreviations and the words that open sentences.

A full stop behind an abbreviation is the hard case of segmentation. Each abbreviation belongs to
a class: titles and the like are always followed by something, units and list endings often stand
last (the distinction of Mikheev 2002, "Periods, Capitalized Words, etc.").
Abbreviations are written without spaces and without their last full stop; those in lower case
are found with a capital letter too, those with a capital letter only so.
"""

from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Abbreviation(Enum):
    """How a full stop behind it is read; `SentenceRules` says how."""

    LEADING = auto()
    NUMBERED = auto()
    DOUBTFUL = auto()
    UNIT = auto()
    CLOSING = auto()


@dataclass(frozen=True)
class SentenceRules:
    """The data of one language.

    `leading` never ends a sentence (Dr., ул.); `numbered` does unless a number follows (No., рис.);
    `doubtful` only where a `starter` follows (U.S., им.); `units` unless a number or a
    `continuation` follows (руб., bn); `closing` before any capital letter or number (etc., т.д.),
    `и_пр` standing for both words.
    `after_number` (г., a.m.) counts only behind a number; there it ends a sentence unless it
    belongs to an opening phrase with a `preposition` ("В 2024 г. Беларусь ..."). `measures` (м.)
    are units behind a number and something else elsewhere.
    `starters` are function words, which have a capital letter only where a sentence begins.
    `reporting` are verbs behind a quotation that ends in ? or !, where no dash announces them.
    `ordinal_dots`: "8. August" is a date, not two sentences.
    """

    leading: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    after_number: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    continuations: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    ordinal_dots: bool = False

    @cached_property
    def abbreviations(self) -> dict[str, Abbreviation]:
        """Every abbreviation with its class, but those that hang on a number."""
        classes = (
            (Abbreviation.LEADING, self.leading),
            (Abbreviation.NUMBERED, self.numbered),
            (Abbreviation.DOUBTFUL, self.doubtful),
            (Abbreviation.UNIT, self.units),
            (Abbreviation.CLOSING, self.closing),
        )
        return {word: kind for kind, words in classes for word in words}


_RUSSIAN = SentenceRules(
    leading=_words("""
        акад арх архиеп бульв в врио вр.и.о г г-жа г-н ген гр гражд д дер дж диз доц ж-д зав зам
        и.о инж ин-т исп к кв корп корр лейт м мин-во митр напр наст нач обл оз отв п пл подп полк
        пом пос пп пр прот просп проф пр-т р ред респ р-н с св см соц ср ст стр студ т табл тов т.е
        т.к т.н т.о т.ч ул упр уч худ ч член-корр англ лат Dr Mr Mrs St
    """),
    numbered=_words("рис тел доб гл илл прил № х"),
    doubtful=_words("им пер авт изд"),
    units=_words("тыс млн млрд трлн руб коп долл чел проц га ц кг км мм кв.м куб.м кв.км шт экз"),
    closing=_words("т.д т.п др и_пр проч н.э"),
    after_number=_words("г гг в вв кв"),
    measures=_words("м ч мин сек см т р л с д стр п"),
    starters=_words("""
        А Без Будет Будут Был Была Были Было В Ведь Весь Во Вот Впрочем Все Всего Всех Вы Где Да
        Далее Даже Для До Его Ее Её Ей Ему Если Есть Еще Ещё За Зато Затем Здесь И Из Или Именно
        Иначе Их К Каждый Как Какая Какие Какой Когда Конечно Которые Который Кроме Кто Кстати Куда
        Либо Лишь Между Меня Мне Много Может Можно Мы На Над Надо Наш Наша Наше Наши Не Некоторые
        Нет Ни Ничего Но Ну Нужно О Об Обо Однако Он Она Они Оно От Отсюда Очень Перед По Под Пока
        После Потом Потому Почему Поэтому При Про Против Раз Разве Ранее С Свой Сейчас Сегодня
        Следует Словом Со Соответственно Среди Так Такая Также Такие Такого Такое Такой Там Теперь
        То Тогда Того Тоже Только Тот Ту Тут Ты У Уже Хотя Хорошо Через Что Чтобы Эта Эти Этим Этих
        Это Этого Этой Этом Этому Этот Эту Я
    """),
    prepositions=_words(
        "в во на по с со к ко за до от из у о об обо при для через между около после перед уже еще "
        "ещё только лишь начиная"
    ),
    continuations=_words("США USD EUR RUB BYN Br CNY"),
)

_BELARUSIAN = SentenceRules(
    leading=_words("""
        акад арх в.а в.аб вобл вул г гл г-н г-жа ген гр д дзярж дыр ж-д заг зам інж к карп корп кв м
        нам напр нач п пам пас пл пр прат праф пр-т р-н рэд с св ст стар стр т тав т.зв т.л
    """),
    numbered=_words("мал тэл дад № х"),
    doubtful=_words("ім аўт выд"),
    units=_words("тыс млн млрд трлн руб кап дол долл чал га ц кг км шт экз"),
    closing=_words("г.д т.п інш і_пр н.э"),
    after_number=_words("г гг ст кв"),
    measures=_words("м гадз хв см с т д п стар"),
    starters=_words("""
        А Аб Але Альбо Ад Акрамя Без Быў Была Былі Было Будзе Будуць Бо Вось Вы Гэта Гэты Гэтыя Гэтым
        Дзе Для Да Дарэчы Ён Яна Яны Яно Яго Яе Іх І З За Затым Зараз Калі Каб Каля Як Якая Якія Які
        Мы Ма На Над Нам Наш Не Няма Ні Ну О Пад Паводле Паколькі Пасля Пра Пры Па Раней Сёння Сёлета
        Са Так Таксама Там Таму То Той Тут Ты У Усе Усё Хто Цяпер Ці Што Я
    """),
    prepositions=_words("у ў на па з са да за ад аб для пры праз каля пасля перад ужо яшчэ толькі"),
    continuations=_words("ЗША USD EUR BYN Br"),
)

_UKRAINIAN = SentenceRules(
    leading=_words("""
        акад арх буд бул в.о вул гл ген гр д доц заст зб зокр інж кв корп м нач обл оз п пл полк пос
        пп просп проф р ред р-н с св см смт ст стор т тзв т.зв т.в.о
    """),
    numbered=_words("рис мал тел дод № х"),
    doubtful=_words("ім авт вид"),
    units=_words("тис млн млрд трлн грн коп дол руб га ц кг км чол осіб шт"),
    closing=_words("т.д т.п ін т.ін і_пр н.е"),
    after_number=_words("р рр ст кв"),
    measures=_words("м год хв см с т д п стор"),
    starters=_words("""
        А Або Але Адже Без Був Була Були Було Буде Будуть Вже Від Вона Вони Воно Він Все Всі Ви Де Для
        До Дуже Є Його Її Їх За Зараз Зі З Із І Й Коли Крім Куди Між Можна Ми На Над Нам Наш Не
        Немає Ні Ну О Однак Ось По Під Після Перед Про При Проте Раніше Сьогодні Та Так Також Там Тепер
        Ти То Той Тому Тоді Тут Ту У В Усі Хоча Хто Це Цей Ці Цього Цьому Цю Цьогоріч Через Чи Чому Що
        Щоб Щодо Я Як Яка Які Який Якщо
    """),
    prepositions=_words("у в на по з із зі до за від о об про для при через після перед вже лише"),
    continuations=_words("США USD EUR UAH"),
)

_ENGLISH = SentenceRules(
    leading=_words("""
        Mr Mrs Ms Dr Prof Gen Lt Col Sgt Capt Cmdr Adm Maj Brig Rev Hon Sen Rep Gov Pres Amb Sens Reps St Mt Ft
        Supt Insp Messrs Asst Assoc e.g i.e viz cf vs approx pp
    """),
    numbered=_words("no nos fig figs vol vols p sec art para ch v ca pt"),
    doubtful=_words("""
        U.S U.N U.K U.S.A E.U D.C N.Y L.A Inc Ltd Co Corp Bros PLC Jr Sr Jan Feb Mar Apr Aug Sept Sep
        Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun Ave Blvd Rd Dept Univ al Ph.D M.D B.A M.A
    """),
    units=_words("bn mln tn lb lbs oz in yd mi km kg cm mm hr hrs min"),
    closing=_words("etc"),
    after_number=_words("a.m p.m am pm A.M P.M AM PM B.C A.D b.c a.d"),
    measures=_words("ft"),
    starters=_words("""
        A About According After All Also Although Among An And Another Any Are As At Because Before Both
        But By Can Could Despite Did Do Does During Each Earlier Even Every For From Had Has Have He Her
        Here His How However I If In Instead Is It Its Last Later Many Meanwhile Most Much My Neither
        Never No Nobody Nor Not Nothing Now Of On Once One Only Or Other Our Over She Should Since So
        Some Such Than That The Their Then There These They This Those Though Through Thus To Today
        Tomorrow Under Unless Until We Were Was What When Where Whether Which While Who Whose Why Will
        With Within Without Would Yesterday Yet You Your
    """),
    prepositions=_words("at on by from in since until before after around about as for between"),
    continuations=_words("""
        GMT UTC EST EDT ET PST PT CET MSK Monday Tuesday Wednesday Thursday Friday Saturday Sunday
        January February March April May June July August September October November December
    """),
    reporting=_words("""
        said says asked asks replied answered added exclaimed wondered remarked noted stressed
        emphasized emphasised explained continued concluded told inquired responded wrote tweeted posted shouted cried recalled insisted reported
    """),
)

_GERMAN = SentenceRules(
    leading=_words("Dr Prof Hr Fr St z.B d.h u.a bzw ca vgl ggf evtl sog o.ä i.d.R"),
    numbered=_words("Nr Abs Art Abb Tel S"),
    doubtful=_words("Mio Mrd Tsd"),
    closing=_words("usw etc"),
    starters=_words("""
        Der Die Das Den Dem Des Ein Eine Einen Er Sie Es Wir Ihr Ich Und Aber Oder In Im Am An Auf Bei
        Mit Nach Von Vor Zu Zum Zur Wenn Als Wie Was Wer Wo Auch Danach Dabei Damit Dann Doch Dies Diese
    """),
    ordinal_dots=True,
)

_POLISH = SentenceRules(
    leading=_words("dr prof mgr inż gen płk św ul al pl m.in np tzn tzw tj ok godz woj red hab ks"),
    numbered=_words("nr art pkt ust tel"),
    doubtful=_words("im"),
    units=_words("tys mln mld zł gr"),
    closing=_words("itd itp in"),
    after_number=_words("r w"),
    starters=_words("""
        A Ale Był Była Było Dla Do Gdy I Ich Jak Jego Jej Jest Jeśli Już Kiedy Która Który Lub My Na Nad
        Nie O Od On Ona Oni Po Pod Podczas Przed Przy Także Tak Tam Ten Teraz To Tu W We Więc Z Za Ze
    """),
    prepositions=_words("w we na po z ze do od za o przed przy"),
)

_FRENCH = SentenceRules(
    leading=_words("M MM Mme Mmes Mlle Dr Pr St Ste cf av bd"),
    numbered=_words("p pp art n"),
    closing=_words("etc"),
    starters=_words("""
        Le La Les Un Une Des Il Elle Ils Elles On Nous Vous Je Ce Cette Ces Et Mais Ou Dans En Au Aux À
        Pour Par Sur Avec Après Avant Selon Si Quand Comme
    """),
)

_CHINESE = SentenceRules(
    reporting=_words("说 表示 指出 强调 称 问 道 认为 补充 說 強調 稱 問 認為 補充")
)

DEFAULT_RULES = SentenceRules(
    leading=_words("Dr Mr Mrs Ms Prof St"), numbered=_words("no"), closing=_words("etc")
)

SENTENCE_RULES = {
    "ru": _RUSSIAN,
    "be": _BELARUSIAN,
    "uk": _UKRAINIAN,
    "en": _ENGLISH,
    "de": _GERMAN,
    "pl": _POLISH,
    "fr": _FRENCH,
    "zh": _CHINESE,
}
