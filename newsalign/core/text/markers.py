"""Words and lines that belong to an agency's page, not to its article, by language.

Whole lines are compared in lower case without marks at their ends. New languages and publishers
are new rows here.
"""

from dataclasses import dataclass, fields


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


@dataclass(frozen=True)
class Markers:
    """Lines of one language.

    `navigation`: menu entries. `sections`: names of sections. `footers`: the article ends here for
    good. `chrome`: buttons, counters and the like, which are dropped wherever they stand.
    `related`: headings of links to other articles; the links behind them go too.
    `credits`: labels of photo credits and of tags, with anything behind the colon; `sources`: labels
    with a name behind the colon. `photo`: the word a short credit without a colon begins with.
    `promotions`: first words of invitations to subscribe.
    """

    navigation: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    footers: frozenset[str] = frozenset()
    chrome: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()
    credits: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    photo: frozenset[str] = frozenset()
    promotions: frozenset[str] = frozenset()


_ENGLISH = Markers(
    navigation=_phrases("""
        projects | government bodies | flag | all news | home | news | menu | search | main page |
        main menu | log in | sign in | subscribe | photo | video | infographics | multimedia |
        skip to content | skip to main content | about us | contacts | press releases | top news |
        live | more | editions
    """),
    sections=_phrases("""
        president | politics | economics | economy | business | business & economy | society |
        society & culture | culture | sport | sports | world | regions | in the regions |
        incidents | accidents | science | science & space | science & technology | technology | it
        | tourism | health | education | ecology | environment | travel | history | opinion |
        opinions | interviews | photo session | partner news | defense | military & defense | ato
        | crime | diaspora | reconstruction | kyiv | russian politics & diplomacy | china |
        asia-pacific | europe | africa
    """),
    footers=_phrases("""
        follow us on | follow us | recent news from belarus | recent news | latest news | latest |
        more news | related news | related stories | most read | most popular | popular | other
        news | news on the topic | you might be interested in | top stories | trending | editor's
        choice | in other media | add a comment | leave a comment
    """),
    chrome=_phrases("""
        share | share this | share this article | copy link | print | print this page | send |
        comments | no comments | facebook | twitter | x | telegram | youtube | instagram |
        linkedin | whatsapp | viber | vkontakte | vk | ok | tiktok | rss | email | e-mail |
        subscribe | enditem | ■ | advertisement | listen to this article | play | image | photo |
        video | text size | a- | a+ | next | previous | back to top | an archive photo | archive
        photo | file photo
    """),
    related=_phrases("""
        read also | read more | see also | more on this | more on the topic | on the topic |
        related | also read | read also on the topic
    """),
    credits=_phrases("""
        photo | photos | photo by | photo courtesy | picture | image | screenshot | illustration |
        tags | keywords | topics | views | copyright | reading time
    """),
    sources=_phrases("video | source | editor | author | by"),
    photo=_phrases("photo | photos"),
    promotions=_phrases("""
        subscribe to | follow us | follow our | join our | find us | download our app | sign up
        for | we use cookies | this site uses cookies | this website uses cookies | when
        reprinting | if you notice an error | found a mistake | while citing | all rights reserved
    """),
)

_RUSSIAN = Markers(
    navigation=_phrases("""
        проекты | госорганы | флаг | все новости | главная | новости | меню | поиск | войти | вход
        | подписка | подписаться | фото | видео | инфографика | мультимедиа | лента новостей |
        лента | о нас | контакты | пресс-центр | реклама | ещё | еще | эфир | перейти к основному
        содержанию | регистрация
    """),
    sections=_phrases("""
        президент | политика | экономика | общество | культура | спорт | в мире | мир | регионы |
        происшествия | наука | наука и технологии | технологии | здоровье | образование | экология
        | туризм | история | мнения | интервью | международная панорама | армия и опк | армия |
        экономика и бизнес | бизнес | безопасность | авто | религия | культура и искусство |
        москва | в стране | россия | украина | беларусь | союзное государство | евразийский союз |
        события | официально
    """),
    footers=_phrases("""
        следите за нами | мы в соцсетях | мы в социальных сетях | свежие новости беларуси |
        последние новости | свежие новости | новости по теме | материалы по теме | другие новости
        | самое читаемое | самое популярное | популярное | популярные новости | главное за день |
        главное сегодня | топ новостей | главные новости | рекомендуем | вам может быть интересно
        | выбор редакции | новости партнеров | новости партнёров | новости сми2 | обсуждение |
        комментарии | добавить комментарий | оставить комментарий | лента новостей | по теме
    """),
    chrome=_phrases("""
        поделиться | поделиться новостью | скопировать ссылку | копировать ссылку | распечатать |
        печать | версия для печати | отправить | вконтакте | одноклассники | фейсбук | твиттер |
        телеграм | дзен | макс | max | подписаться | реклама | фото | видео | фото из архива |
        архивное фото | фото носит иллюстративный характер | иллюстративное фото | наверх | назад
        | вперед | нравится | слушать | прослушать новость | читать далее | читать в telegram
    """),
    related=_phrases("""
        читайте также | читать также | смотрите также | еще по теме | ещё по теме | читайте по
        теме | подробнее | читайте подробнее
    """),
    credits=_phrases("""
        фото | фотография | фотофакт | снимок | скриншот | иллюстрация | коллаж | теги | тэги |
        метки | ключевые слова | темы | просмотров | просмотры | время чтения
    """),
    sources=_phrases("видео | источник | автор | редактор | текст"),
    photo=_phrases("фото"),
    promotions=_phrases("""
        подписывайтесь | подпишитесь | присоединяйтесь | следите за новостями | следите за нами |
        читайте нас | мы используем файлы cookie | сайт использует cookie | при использовании
        материалов | при перепечатке | перепечатка материалов | нашли ошибку | все права защищены | при цитировании | если вы заметили
        ошибку | заметили ошибку | есть новость
    """),
)

_BELARUSIAN = Markers(
    navigation=_phrases("""
        праекты | дзяржорганы | сцяг | усе навіны | галоўная | навіны | меню | пошук | фота |
        відэа | кантакты
    """),
    sections=_phrases("""
        прэзідэнт | палітыка | эканоміка | грамадства | культура | спорт | у свеце | рэгіёны |
        здарэнні | навука | тэхналогіі | адукацыя | экалогія | турызм | гісторыя
    """),
    footers=_phrases("""
        сачыце за намі | мы ў сацсетках | мы ў сацыяльных сетках | свежыя навіны беларусі |
        апошнія навіны | навіны па тэме | самае чытанае | папулярнае
    """),
    chrome=_phrases("""
        падзяліцца | скапіраваць спасылку | друк | фота з архіва | архіўнае фота
    """),
    related=_phrases("""
        чытайце таксама | глядзіце таксама | чытайце па тэме | падрабязней
    """),
    credits=_phrases("фота | здымак | тэгі | праглядаў"),
    sources=_phrases("відэа | крыніца | аўтар"),
    photo=_phrases("фота"),
    promotions=_phrases("""
        падпісвайцеся | далучайцеся | пры выкарыстанні матэрыялаў
    """),
)

_UKRAINIAN = Markers(
    navigation=_phrases("""
        проєкти | усі новини | всі новини | головна | новини | пошук | фото | відео | контакти |
        про нас | мультимедіа
    """),
    sections=_phrases("""
        президент | політика | економіка | суспільство | культура | спорт | світ | регіони |
        технології | наука | здоров'я | здоров’я | освіта | київ | війна | відбудова | діаспора |
        ато | суспільство і культура
    """),
    footers=_phrases("""
        слідкуйте за нами | стежте за нами | ми в соцмережах | останні новини | свіжі новини |
        новини за темою | найпопулярніше | популярне | читають | топ новини | актуально
    """),
    chrome=_phrases("""
        поділитися | поширити | скопіювати посилання | друк | фото з архіву | архівне фото | фото
        ілюстративне
    """),
    related=_phrases("""
        читайте також | дивіться також | більше за темою
    """),
    credits=_phrases("фото | теги | перегляди | переглядів"),
    sources=_phrases("відео | джерело | автор"),
    photo=_phrases("фото"),
    promotions=_phrases("""
        підписуйтесь | підписуйтеся | приєднуйтесь | передрук | при цитуванні
    """),
)

_CHINESE = Markers(
    navigation=_phrases("""
        首页 | 新闻 | 要闻 | 视频 | 图片 | 搜索
    """),
    sections=_phrases("""
        时政 | 国际 | 财经 | 社会 | 体育 | 文化 | 科技 | 军事
    """),
    footers=_phrases("""
        相关新闻 | 最新新闻 | 推荐阅读 | 热门新闻 | 延伸阅读
    """),
    chrome=_phrases("""
        分享 | 打印 | 字体 | 关闭窗口 | 微信 | 微博
    """),
    credits=_phrases("图片 | 标签 | 关键词"),
    sources=_phrases("来源 | 责任编辑 | 编辑 | 记者 | 视频"),
)

MARKERS = {
    "en": _ENGLISH,
    "ru": _RUSSIAN,
    "be": _BELARUSIAN,
    "uk": _UKRAINIAN,
    "zh": _CHINESE,
}


def all_markers() -> Markers:
    """The union of all languages: a page's language is not known while it is taken apart."""
    united = {
        field.name: frozenset().union(*(getattr(m, field.name) for m in MARKERS.values()))
        for field in fields(Markers)
    }
    return Markers(**united)
