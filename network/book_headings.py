"""Headings of address books: Google's two generations, and those of Outlook and its kin in two dozen languages."""

import re

from curbside.network import tables

_BORN = (
    "Maiden Name|Birth Name|Name at Birth|Former Name|Former Last Name|Previous Name|Previous Last Name|Née|Geburtsname"
    "|Nom de jeune fille|Nom de naissance|Apellido de soltera|Cognome da nubile|Nome de solteira|Meisjesnaam"
)
GOOGLE = tables.aliases(
    name="Name|File As",
    given="Given Name|First Name",
    additional="Additional Name|Middle Name",
    family="Family Name|Last Name",
    suffix="Name Suffix",
    born=_BORN,
    employer="Organization 1 - Name|Organization Name",
    title="Organization 1 - Title|Organization Title",
    department="Organization 1 - Department|Organization Department",
    note="Notes",
    label="Labels|Group Membership",
    email="E-mail 1 - Value|Email 1 - Value",
    phone="Phone 1 - Value",
)
# English, then de, fr, es, it, pt, nl, pl, sv, da, no, fi, cs, hu, ro, tr, ru, uk, el, ja, zh, zh-TW, ko, he, ar
OUTLOOK = tables.aliases(
    name="Display Name|Name|Full Name|Contact Name|File As|Anzeigename|Nom complet|Nombre para mostrar|Nombre completo|Nome visualizzato|Nome completo"
    "|Weergavenaam|Visningsnamn|Vist navn|Fuldt navn|Fullt navn|Vollständiger Name|Koko nimi|Imię i nazwisko|ФИО|Полное имя|氏名|姓名|이름(전체)",
    prefix="Title|Anrede|Titre|Tratamiento|Título|Titolo|Titel|Tytuł|Tittel|Puhuttelu|Oslovení|Megszólítás|Unvan|Обращение|Звернення|敬称|称谓|稱謂|호칭",
    given="First Name|First|Given Name|Forename|Vorname|Prénom|Nombre|Nome|Voornaam|Imię|Primeiro Nome|Nome Próprio|Förnamn|Fornavn|Etunimi|Jméno"
    "|Křestní jméno|Utónév|Keresztnév|Prenume|Ad|Adı|Имя|Ім'я|Όνομα|名|이름|שם פרטי|الاسم الأول",
    additional="Middle Name|Middle|Weitere Vornamen|Deuxième prénom|Segundo nombre|Secondo nome|Segundo nome|Middelste naam|Drugie imię|Mellannamn"
    "|Mellemnavn|Mellomnavn|Toinen nimi|Prostřední jméno|Другое имя|Отчество|По батькові|ミドル ネーム|中间名|中間名|중간 이름",
    family="Last Name|Last|Surname|Family Name|Nachname|Familienname|Nom|Nom de famille|Apellidos|Apellido|Cognome|Sobrenome|Apelido|Achternaam|Nazwisko"
    "|Último Nome|Efternamn|Efternavn|Etternavn|Sukunimi|Příjmení|Vezetéknév|Nume|Nume de familie|Soyadı|Soyad|Фамилия|Прізвище|Επώνυμο|姓|성|שם משפחה"
    "|اسم العائلة|الاسم الأخير",
    born=_BORN,
    suffix="Suffix|Suffixe|Sufijo|Titolo straniero|Sufixo|Achtervoegsel|Sufiks|Суффикс|后缀|尾碼",
    employer="Company|Companies|Company Name|Organization|Organisation|Employer|Firma|Unternehmen|Société|Entreprise|Organización|Compañía|Società|Azienda|Empresa"
    "|Organização|Bedrijf|Företag|Virksomhed|Yritys|Společnost|Cég|Companie|Şirket|Организация|Компания|Організація|Εταιρεία|会社名|会社|勤務先|单位|公司"
    "|회사|חברה|الشركة",
    department="Department|Abteilung|Service|Departamento|Reparto|Afdeling|Dział|Avdelning|Avdeling|Osasto|Oddělení|Osztály|Отдел|Відділ|部署|部门|部門|부서",
    title="Job Title|Jobtitle|Position|Fonction|Titre professionnel|Puesto|Cargo|Posizione|Posição|Functie|Stanowisko|Qualifica|Befattning|Stilling|Tehtävänimike"
    "|Funkce|Pracovní zařazení|Pozice|Beosztás|Funcție|İş Unvanı|Berufsbezeichnung|Должность|Посада|Θέση|役職|职务|職稱|직함|직위|תפקיד|المسمى الوظيفي",
    city="Business City|Work City|Ort geschäftlich|Ville (bureau)|Ciudad del trabajo|Città (uff.)|Cidade do trabalho|Cidade (comercial)|Werkadres, plaats"
    "|Adres służbowy - miejscowość|City",
    state="Business State|Work State|Region geschäftlich|Bundesland/Kanton geschäftlich|Dép/Région (bureau)|Estado o provincia del trabajo"
    "|Provincia (uff.)|Estado (comercial)|Werkadres, provincie|Adres służbowy - województwo|State",
    home_city="Home City|Ort privat|Ville (domicile)|Ciudad de residencia|Città (ab.)|Huisadres, plaats",
    home_state="Home State|Region privat|Dép/Région (domicile)|Huisadres, provincie",
    email="Primary Smtp Address|Mail|User Principal Name|E-mail Address|Email Address|E-mail|Primary Email|Work Email|Business Email|E-Mail-Adresse|Adresse de messagerie|Adresse électronique|Courriel"
    "|Dirección de correo electrónico|Correo electrónico|Indirizzo posta elettronica|Indirizzo di posta elettronica|Endereço de correio eletrónico"
    "|Endereço de email|Endereço de e-mail|E-mailadres|Adres e-mail|E-postadress|E-postadresse|E-mailadresse|Sähköpostiosoite|E-mailová adresa|E-mail cím"
    "|Adresă e-mail|E-posta Adresi|Адрес эл. почты|Адрес электронной почты|Адреса ел. пошти|電子メール アドレス|电子邮件地址|電子郵件地址|전자 메일 주소"
    "|כתובת דואר אלקטרוני|عنوان البريد الإلكتروني",
    phone="Business Phone|Work Phone|Phone|Phone Number|Telefon geschäftlich|Téléphone (bureau)|Teléfono del trabajo|Ufficio|Telefone comercial"
    "|Telefone (comercial)|Telefoon op werk|Telefon służbowy",
    mobile="Mobile Phone|Mobile Number|Mobile|Cell Phone|Home Mobile|Mobiltelefon|Tél. mobile|Teléfono móvil|Cellulare|Telemóvel|Celular"
    "|Mobiele telefoon|Telefon komórkowy|Matkapuhelin|Мобильный телефон|携帯電話|移动电话|行動電話|휴대폰",
    note="Notes|Note|Comments|Notizen|Notas|Anotações|Notities|Notatki|Remarques|Anteckningar|Noter|Notater|Muistiinpanot|Poznámky|Заметки|Примечания|メモ|附注|附註",
    label="Categories|Category|Groups|Tags|Kategorien|Catégories|Categorías|Categorie|Categorias|Categorieën|Kategorie|Kategorier|Luokat|Категории|分類項目|类别|類別",
    web="Web Page|Webseite|Page Web|Página web|Pagina Web|Página da Web|Webpagina|Strona sieci Web|Website Profile|LinkedIn|LinkedIn URL",
)  # fmt: skip
_MORE_MAIL = re.compile(
    r"e ?mails?|courriel|messagerie|correo|posta elettronica|correio eletronico|e ?post\w*|sahkoposti\w*|почт\w*|пошт\w*|メール|邮件|郵件|메일|אלקטרוני|ταχυδρομ|البريد"
)
_NO_MAIL = re.compile(
    r"\btypen?\b|\btype?\b|\btipo\b|\btypo\b|\blabel\b|display|angezeigt|anzeige|nom complet|mostrar|visualizzato|weergave|visning|assist|opt|status|subscri"
)
DISPLAY = re.compile(
    r"e ?(?:mail|post)(?: \d)?(?: \d)? (?:display name|angezeigter name|nom complet|visningsnamn|vist navn|weergavenaam)|nom complet de l adresse.*|nombre mostrado.*"
)
# Not whom one calls, but a machine, a switchboard or someone else.
NOT_OWN = re.compile(
    r"fax|pager|telex|isdn|tty|assist|company main|callback|radio|zentrale|soci[eé]t[eé]|rappel|hoofdtelefoon bedrijf",
    re.I,
)
PHONE = re.compile(
    r"phone|telefo|telefon|téléphone|tél\.|mobil|cellul|celular|telemóvel|abitazione|puhelin|телефон|電話|电话|전화",
    re.I,
)
# Said of a person, and of no use here.
_UNUSED = re.compile(
    r"birth|anniversar|spouse|children|gender|hobb|language|initials|account|billing|mileage|sensitivity|priority|private|referred|government id"
    r"|organi[sz]ational id|directory server|free busy|keywords|manager|assistant|user \d|custom|photo|phonetic|yomi|nickname|short name|maiden|street|postal|zip|po box"
    r"|country|address|location|occupation|subject|relation|event|im \d|web|fax|pager|telex|isdn|tty|callback|radio|company main|type|label|display name|profession"
    r"|office|prefix|suffix|family name|other |car phone|messenger|distribution|screen name|geburt|jahrestag|ehe|kinder|geschlecht|privat|stra[sß]e|postleit|land"
    r"|naissance|conjoint|enfants|rue|code postal|pays|cumple|aniversar|calle|codigo postal|pais|compleanno|via |cap |geboorte|urodzin|ulica"
)


def is_email(column: str) -> bool:
    """Whether a heading of any language names an address of mail, the second and third included."""
    key = tables.cell_key(column)
    return bool(_MORE_MAIL.search(key)) and not _NO_MAIL.search(key)


def is_unused(column: str) -> bool:
    """Whether a heading is understood and not needed."""
    key = tables.cell_key(column)
    return bool(_UNUSED.search(key) or DISPLAY.fullmatch(key) or _NO_MAIL.search(key)) or not key


# Google's own labels, which say nothing of a person, as its pages call them in the languages of its users.
GOOGLES_OWN = """mycontacts,my contacts,starred,starred in android,other contacts,meine kontakte,markiert,mes contacts,suivis
mis contactos,destacados,con estrella,i miei contatti,speciali,meus contatos,com estrela,mijn contacten,met ster""".replace(
    "\n", ","
).split(",")
