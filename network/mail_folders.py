"""How mail programs call their folders and labels in two dozen languages: what of them holds sent mail, and what never went out."""

import re
from base64 import b64decode
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from functools import cache

from curbside.network.names import fold

_FOLDERS = {
    # how mail programs call them in two dozen languages; of a path or of Gmail's labels
    "drafts": """draft drafts entwurf entwurfe borrador borradores brouillon brouillons bozza bozze rascunho rascunhos
        concept concepten szkic szkice wersjerobocze robocze utkast kladd kladde kladder udkast luonnokset luonnos koncepty rozepsane
        piszkozat piszkozatok ciorna ciorne taslak taslaklar nacrti черновики черновик чернетки чернетка πρόχειρα 下書き 草稿 草稿箱 草稿夹
        임시보관함 임시보관 טיוטות מסודות مسودات المسودات templates vorlagen modeles plantillas modelli sjablonen szablony mallar skabeloner maler""",
    "deleted": """trash bin deleted deleteditems deletedmessages papierkorb geloscht geloschteelemente papelera
        elementoseliminados corbeille elementssupprimes cestino postaeliminata lixeira itensexcluidos prullenbak
        verwijderdeitems verwijderd kosz elementyusuniete papperskorg papperskorgen borttaget papirkurv slettetpost slettedeelementer slettet roskakori
        poistetut kos odstranenaposta kuka toroltelemek cosdegunoi elementesterse copkutusu silinmisogeler корзина удаленные кошик видалені κάδος ゴミ箱 削除済み
        已删除邮件 已删除 已删除郵件 垃圾箱 垃圾桶 回收站 刪除的郵件 휴지통 지운편지함 אשפה سلةالمهملات""",
    "junk": """spam junk junkemail junkmail bulkmail correonodeseado postaindesiderata lixoeletronico indesirables courrierindesirable unerwunscht ongewenst
        skrappost skrapp uonsketpost soppelpost roskaposti nevyzadana levelszemet istenmeyen спам 迷惑メール 垃圾邮件 垃圾郵件 스팸 스팸함 스팸메일함 ספאם""",
    "not sent yet": """outbox unsent unsentmessages postausgang bandejadesalida boitedenvoi postainuscita postvakuit skrzynkanadawcza
        utkorgen udbakke utboks lahtevat исходящие 送信トレイ 发件箱 寄件匣 보낼편지함
        scheduled geplant programados agendados programmati gepland zaplanowane schemalagda planlagte planlagt ajoitetut naplanovane
        planlandi запланированные 送信予定 已安排 예약됨""",
}
# The first word of it; of other languages its stem, which may be the second ("Éléments envoyés", "Posta inviata")
_SENT = re.compile(
    r"(?:my |all )?sent(?:items?|e?mails?|messages?|box)?\b|(?:\w+ ){0,2}(?<!nicht )(?<!non )(?<!no )(?<!nao )(?<!niet )(?<!ikke )(?<!inte )"
    r"(?:gesend|envoye|enviad|enviat|inviat|verzonden|wyslan|skickat|sendte?\b|lahetet|odeslan|odoslan|elkuldott|gonderil|trimis|poslan"
    r"|отправлен|надіслан|изпратен|απεσταλμεν|送信済|已发送|已發送|已傳送|寄件備份|보낸|ש?נשלח|(?:ال)?مرسل|terkirim|da gui\b)"
)
_UTF7 = re.compile(r"&([A-Za-z0-9+,]+)-")


def is_sent(name: str) -> bool:
    """Whether a mailbox is called as programs call that of sent mail."""
    return bool(_SENT.match(_words(_UTF7.sub(_of_utf7, name))))


def reason(name: str) -> str | None:
    """Why a mailbox that is called so holds no sent mail ("drafts"); None for any other."""
    return _folder().get(_plain(_UTF7.sub(_of_utf7, name)))


@cache
def _folder() -> dict[str, str]:
    return {_plain(word): reason for reason, words in _FOLDERS.items() for word in words.split()}


def _of_utf7(match: re.Match[str]) -> str:
    """Letters of a folder's name as IMAP writes them: `&APw-` is ü."""
    coded = match[1].replace(",", "/")
    try:
        return b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-16-be")
    except (ValueError, UnicodeDecodeError):
        return match[0]


def of_labels(text: str) -> str | None:
    """Why a message that bears these labels of Gmail's never went out or was thrown away; None where it did."""
    return next(filter(None, (_folder().get(_plain(label)) for label in decoded(text).split(","))), None)


def decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return text


def _words(name: str) -> str:
    """The words of a mailbox's name or label, folded, single spaces between."""
    return " ".join(re.findall(r"[^\W\d_]+", fold(decoded(name) if "=?" in name else name)))


def _plain(name: str) -> str:
    return _words(name).replace(" ", "")
