"""Address books as programs write them in any language and code page: who is told, and where they work."""

from datetime import date
from pathlib import Path

import pytest

from curbside.network import Source, read

TODAY = date(2026, 11, 20)
HEADS = {
    "sv": ("Titel,Förnamn,Efternamn,Företag,Befattning,E-postadress", "utf-8"),
    "ru": ("Обращение;Имя;Фамилия;Организация;Должность;Адрес эл. почты", "cp1251"),
    "cs": ("Oslovení;Jméno;Příjmení;Společnost;Funkce;E-mailová adresa", "cp1250"),
    "ja": ("敬称,名,姓,会社名,役職,電子メール アドレス", "cp932"),
    "zh": ("称谓,名,姓,单位,职务,电子邮件地址", "gb18030"),
    "ko": ("호칭,이름,성,회사,직함,전자 메일 주소", "utf-16"),
    "tr": ("Unvan,Ad,Soyadı,Şirket,İş Unvanı,E-posta Adresi", "cp1254"),
    "he": ("תואר,שם פרטי,שם משפחה,חברה,תפקיד,כתובת דואר אלקטרוני", "utf-8-sig"),
    "fr, Titre twice": ("Titre,Prénom,Nom,Société,Titre,Adresse de messagerie", "cp1252"),
}


def one(folder: Path, kind: str, body: bytes) -> dict:
    (folder / "book.csv").write_bytes(body)
    network = read([Source(kind, Path("book.csv"))], None, folder, TODAY)
    (person,) = network.persons.to_dicts()
    return person | {"work": network.affiliations.select("organisation_name", "title").rows(), "told": network}


@pytest.mark.parametrize("language", HEADS)
def test_headings_of_outlook_in_any_language_and_code_page(tmp_path, language):
    header, page = HEADS[language]
    cut = ";" if ";" in header else ","
    row = cut.join(["", "Ute", "Kranz", "Mercy", "Hospitalist", "ute@mercy.example.org"])
    found = one(tmp_path, "outlook", f"{header}\r\n{row}\r\n".encode(page))
    assert (found["given"], found["family"], found["emails"]) == ("Ute", "Kranz", ["ute@mercy.example.org"])
    assert found["work"] == [("Mercy", "Hospitalist")]


def test_letters_of_another_code_page_under_english_headings(tmp_path):
    text = "First Name,Last Name,Company\r\nИгорь,Лебедев,Первая больница\r\n"
    assert one(tmp_path, "outlook", text.encode("cp1251"))["name"] == "Игорь Лебедев"


def test_signs_that_a_site_wrote_as_entities_are_read(tmp_path):
    text = "First Name,Last Name,Organization Name,Labels\nUte,Kranz,St. Mary&#39;s &amp; Partners,* myContacts ::: Alumni\n"
    found = one(tmp_path, "google", text.encode())
    assert found["work"] == [("St. Mary's & Partners", None)]
    assert found["label"] == "Alumni"


def test_the_shown_name_and_address_stand_in_for_an_exchange_entry(tmp_path):
    text = (
        "First Name,Last Name,Suffix,Company,E-mail Address,E-mail Type,E-mail Display Name\n"
        ',,,Mercy,/o=Ex/cn=Recipients/cn=uk,EX,"Kranz, Ute (ute@mercy.example.org)"\n'
    )
    found = one(tmp_path, "outlook", text.encode())
    assert (found["name"], found["emails"]) == ("Ute Kranz", ["ute@mercy.example.org"])


def test_a_title_that_is_no_form_of_address_is_the_job(tmp_path):
    text = "First,Last,Email,Fax,Mobile,Title,Company\nUte,Kranz,ute@mercy.example.org,614-555-0100,614-555-0101,Hospitalist,Mercy\n"
    found = one(tmp_path, "outlook", text.encode())
    assert found["work"] == [("Mercy", "Hospitalist")]
    assert found["phones"] == ["+16145550101"]
    assert one(tmp_path, "outlook", text.replace("Hospitalist", "Dr.").encode())["work"] == [("Mercy", None)]


def test_a_generation_is_shown_and_no_part_of_the_family_name(tmp_path):
    text = "First Name,Last Name,Suffix,Company\nUte,Kranz,Jr.,Mercy\n"
    found = one(tmp_path, "outlook", text.encode())
    assert (found["name"], found["family"]) == ("Ute Kranz Jr.", "Kranz")
