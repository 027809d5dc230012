"""Review: every answer is a line of the ledger, as `gongwen review` writes it; without a ledger nothing can be answered."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from gongwen.graph.connection import Store
from gongwen.pipeline.ingest import ingest
from gongwen.pipeline.judging.ledger import Ledger
from gongwen.pipeline.page.addresses import below
from gongwen.schemas.judgement import Decision
from page_client import ORIGIN, client_of
from starlette.testclient import TestClient

NUMBER = "铜府〔2024〕8号"
ADDRESS = below("/review", NUMBER)
NOTICE = f"""{NUMBER}

重庆市铜梁区人民政府
关于印发行动方案的通知

各镇人民政府：
一、总体要求
（一）扩大产业规模。到2027年，比重达到40%以上。（牵头单位：区经济信息委，责任单位：区财政局）
（三）落实《有关规定》。

重庆市铜梁区人民政府
2024年3月5日
"""


@pytest.fixture
def store(embedded_store: Store, tmp_path: Path) -> Store:
    (tmp_path / "通知.txt").write_text(NOTICE, encoding="utf-8")
    ingest([tmp_path / "通知.txt"], embedded_store)
    return embedded_store


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "裁定.jsonl"


@pytest.fixture
def client(store: Store, ledger: Path) -> TestClient:
    return client_of(store, ledger=ledger)


def asked(client: TestClient) -> list[str]:
    """The questions of the document, one page after the other."""
    found, number, total = [], 1, 1
    while number <= total:
        page = client.get(ADDRESS, params={"n": number}).text
        said = re.search(r"第 (\d+) 条，共 (\d+) 条", page)
        if not said:
            return found
        total, number = int(said[2]), number + 1
        found.append(unescape(re.search(r'<p class="ask">(.*?)</p>', page)[1]))  # type: ignore[index]
    return found


def answer(client: TestClient, question: str, **form: str):
    number = next(at for at, each in enumerate(asked(client), start=1) if question in each)
    page = client.get(ADDRESS, params={"n": number}).text
    key = re.search(r'name="key" value="([0-9a-f]+)"', page)
    assert key
    said = {"key": key[1], "who": "张三", "when": "2024-05-01", **form}
    return client.post(ADDRESS, data=said, headers={"origin": ORIGIN})


def decisions(ledger: Path) -> list[Decision]:
    return [line.decision for line in Ledger.load(ledger).lines]


def test_every_doubt_is_shown_with_its_sentence(client: TestClient) -> None:
    questions = asked(client)
    assert len(questions) >= 3
    assert any("比重" in each for each in questions) and any("有关规定" in each for each in questions)
    assert "<mark>" in client.get(ADDRESS).text
    assert NUMBER in client.get("/review").text


def test_an_accepted_doubt_is_asked_no_more(client: TestClient, ledger: Path) -> None:
    before = asked(client)
    done = answer(client, "缺", choice="1", note="原文如此")
    assert done.status_code == 303 and "who=%E5%BC%A0%E4%B8%89" in done.headers["location"]
    assert len(asked(client)) == len(before) - 1
    (line,) = Ledger.load(ledger).lines
    assert (line.decision, line.who, line.when, line.note) == (Decision.ACCEPT, "张三", "2024-05-01", "原文如此")


def test_a_correction_holds_only_what_was_changed(
    client: TestClient, ledger: Path, store: Store, tmp_path: Path
) -> None:
    given = {"field.indicator": "工业增加值占GDP比重"}
    assert answer(client, "比重", choice="2", **given).status_code == 303
    (line,) = Ledger.load(ledger).lines
    assert dict(line.correction) == {"indicator": "工业增加值占GDP比重"}
    ingest([tmp_path / "通知.txt"], store, ledger=Ledger.load(ledger))
    assert "工业增加值占GDP比重" in client.get(below("/document", NUMBER)).text


def test_a_rejected_fact_is_a_line(client: TestClient, ledger: Path) -> None:
    assert answer(client, "比重", choice="3").status_code == 303
    assert decisions(ledger) == [Decision.REJECT]


WRONG = {
    "no name": {"who": " ", "choice": "1"},
    "no choice": {"choice": "9"},
    "no day": {"when": "gestern", "choice": "1"},
    "nothing changed": {"choice": "2"},
    "a value that does not fit": {"choice": "2", "field.value": "很多"},
}


@pytest.mark.parametrize("form", WRONG.values(), ids=WRONG.keys())
def test_an_answer_that_does_not_fit_is_told_and_not_written(
    client: TestClient, ledger: Path, form: dict[str, str]
) -> None:
    said = answer(client, "比重", **form)
    assert said.status_code == 400 and 'role="alert"' in said.text
    assert not ledger.exists()


def test_words_that_are_not_in_the_text_are_told_in_the_words_of_a_page(
    embedded_store: Store, ledger: Path, tmp_path: Path
) -> None:
    (tmp_path / "通知.txt").write_text(NOTICE.replace(NUMBER, ""), encoding="utf-8")
    ingest([tmp_path / "通知.txt"], embedded_store)
    client = client_of(embedded_store, ledger=ledger)
    (row,) = embedded_store.read("MATCH (d:Document) WHERE d.ingested = true RETURN d.id").records
    address = below("/review", row[0])
    for number in range(1, 20):
        page = client.get(address, params={"n": number}).text
        if "没有在这份文件里找到发文字号" in page:
            break
    key = re.search(r'name="key" value="([0-9a-f]+)"', page)[1]  # type: ignore[index]
    said = posted(client, address, key=key, choice="2", quote="测府〔2024〕1号")
    told = re.search(r'role="alert">(.*?)<', said.text)[1]  # type: ignore[index]
    assert said.status_code == 400 and "文件里没有这几个字" in told
    assert "另选一项" in told and "返回" not in told


def test_a_doubt_that_is_decided_already_is_not_decided_again(client: TestClient, ledger: Path) -> None:
    page = client.get(ADDRESS).text
    key = re.search(r'name="key" value="([0-9a-f]+)"', page)[1]  # type: ignore[index]
    said = {"key": key, "who": "张三", "when": "2024-05-01", "choice": "1"}
    assert client.post(ADDRESS, data=said, headers={"origin": ORIGIN}).status_code == 303
    assert client.post(ADDRESS, data=said, headers={"origin": ORIGIN}).status_code == 409
    assert len(decisions(ledger)) == 1


def test_without_a_ledger_nothing_can_be_decided(store: Store, ledger: Path) -> None:
    client = client_of(store)
    page = client.get(ADDRESS).text
    assert "gongwen serve --ledger" in page and '<form class="form decide"' not in page
    assert client.post(ADDRESS, data={"choice": "1"}, headers={"origin": ORIGIN}).status_code == 403
    assert not ledger.exists()


def test_the_text_is_enough_where_the_file_is_gone(client: TestClient, tmp_path: Path) -> None:
    before = asked(client)
    (tmp_path / "通知.txt").unlink()
    assert asked(client) == before


# After a decision


def posted(client: TestClient, address: str, **form: str):
    return client.post(address, data={"who": "张三", "when": "2024-05-02", **form}, headers={"origin": ORIGIN})


def test_a_decision_is_said_to_be_saved_and_where(client: TestClient, ledger: Path, tmp_path: Path) -> None:
    page = client.get(answer(client, "比重", choice="3").headers["location"]).text
    assert 'role="status"' in page and "已保存到裁定文件 裁定.jsonl" in page and "不对 · 张三 · 2024-05-01" in page
    told = f"gongwen ingest {tmp_path / '通知.txt'} --ledger {ledger} --graph "
    assert told in unescape(page) and "--allow-upload" in page and 'name="carry"' not in page


def test_a_decision_can_be_taken_back_at_once_or_later(client: TestClient, ledger: Path) -> None:
    before = asked(client)
    for later in (False, True):
        page = client.get(answer(client, "比重", choice="3").headers["location"]).text
        assert len(asked(client)) < len(before)
        ids = re.findall(r'name="undo" value="([^"]+)"', page if not later else client.get(ADDRESS).text)
        done = posted(client, ADDRESS, undo=ids[0])
        assert done.status_code == 303 and "已撤回" in client.get(done.headers["location"]).text
        assert asked(client) == before
    assert Ledger.load(ledger).effective() == () and len(decisions(ledger)) == 4
    assert posted(client, ADDRESS, undo=ids[0]).status_code == 400, "what does not hold cannot be taken back"
    assert posted(client, ADDRESS, undo=ids[0], who=" ").status_code == 400


def test_what_held_before_holds_again_after_a_decision_is_taken_back(client: TestClient, ledger: Path) -> None:
    answer(client, "比重", choice="1")
    (first,) = Ledger.load(ledger).lines
    again = first.model_copy(update={"who": "李四"})
    again = type(first).model_validate({**again.model_dump(exclude={"id"})})
    Ledger.load(ledger).append(again)
    assert posted(client, ADDRESS, undo=again.id).status_code == 303
    assert Ledger.load(ledger).effective() == (first,)
    said = client.get(ADDRESS, params={"undone": again.id}).text
    assert "以前的裁定重新有效" in said and "重新列入存疑" not in said


def test_decisions_are_carried_out_from_the_page_where_it_may_load(
    store: Store, ledger: Path, tmp_path: Path, client: TestClient
) -> None:
    answer(client, "比重", choice="2", **{"field.indicator": "工业增加值占GDP比重"})
    assert posted(client, ADDRESS, carry="1").status_code == 403, "without --allow-upload nothing is loaded"
    assert "工业增加值占GDP比重" not in client.get(below("/document", NUMBER)).text
    loading = client_of(store, ledger=ledger, uploads=tmp_path / "uploads")
    assert 'name="carry"' in loading.get(ADDRESS).text
    done = posted(loading, ADDRESS, carry="1")
    assert done.status_code == 303 and "库里已更新" in loading.get(done.headers["location"]).text
    assert "工业增加值占GDP比重" in loading.get(below("/document", NUMBER)).text
    (tmp_path / "通知.txt").unlink()
    gone = loading.get(posted(loading, ADDRESS, carry="1").headers["location"]).text
    assert "没有重新读取" in gone and "找不到这个文件" in gone


def test_a_file_that_is_not_found_is_named_with_the_folder_it_was_looked_for_in(
    embedded_store: Store, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "通知.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "别处").mkdir()
    monkeypatch.chdir(tmp_path)
    ingest(["通知.txt"], embedded_store)
    monkeypatch.chdir(tmp_path / "别处")
    client = client_of(embedded_store, ledger=ledger, uploads=tmp_path / "uploads")
    answer(client, "比重", choice="3")
    said = unescape(client.get(posted(client, ADDRESS, carry="1").headers["location"]).text)
    assert f"找不到这个文件：通知.txt（在文件夹 {tmp_path / '别处'} 里找过）" in said and "当初载入它的文件夹" in said
    assert 'name="carry"' in said
    monkeypatch.chdir(tmp_path)
    assert "库里已更新" in client.get(posted(client, ADDRESS, carry="1").headers["location"]).text


def test_an_archive_that_is_gone_is_not_said_to_be_read(embedded_store: Store, ledger: Path, tmp_path: Path) -> None:
    archive = tmp_path / "包.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("通知.txt", NOTICE)
    ingest([archive], embedded_store)
    client = client_of(embedded_store, ledger=ledger, uploads=tmp_path / "uploads")
    answer(client, "比重", choice="3")
    kept = archive.read_bytes()
    archive.unlink()
    said = unescape(client.get(posted(client, ADDRESS, carry="1").headers["location"]).text)
    assert f"没有重新读取。找不到这个文件：{archive}" in said and "库里已更新" not in said
    archive.write_bytes(kept)
    assert "库里已更新" in client.get(posted(client, ADDRESS, carry="1").headers["location"]).text


def test_a_notice_whose_number_was_decided_is_read_again_once(
    embedded_store: Store, ledger: Path, tmp_path: Path
) -> None:
    (tmp_path / "通知.txt").write_text(NOTICE.replace(NUMBER, "文件编号见目录：测府〔2024〕1号"), encoding="utf-8")
    ingest([tmp_path / "通知.txt"], embedded_store)
    client = client_of(embedded_store, ledger=ledger, uploads=tmp_path / "uploads")
    held = "MATCH (d:Document) WHERE d.ingested = true RETURN d.id"
    address = below("/review", embedded_store.read(held).records[0][0])
    for number in range(1, 20):
        page = client.get(address, params={"n": number}).text
        if "没有在这份文件里找到发文字号" in page:
            break
    key = re.search(r'name="key" value="([0-9a-f]+)"', page)[1]  # type: ignore[index]
    assert posted(client, address, key=key, choice="2", quote="测府〔2024〕1号").status_code == 303
    done = posted(client, address, carry="1").headers["location"]
    assert embedded_store.read(held).records == [("测府〔2024〕1号",)] and below("/review", "测府〔2024〕1号") in done
    assert 'name="carry"' not in client.get(done).text and "要按裁定重新读取" not in client.get("/review").text


def test_a_decision_taken_back_after_it_was_carried_out_can_be_carried_out_too(
    store: Store, ledger: Path, tmp_path: Path
) -> None:
    client = client_of(store, ledger=ledger, uploads=tmp_path / "uploads")
    page, asked_for = below("/document", NUMBER), "工业增加值占GDP比重"
    assert 'name="carry"' not in client.get(ADDRESS).text and "要按裁定重新读取" not in client.get("/review").text
    answer(client, "比重", choice="2", **{"field.indicator": asked_for})
    assert "要按裁定重新读取" in client.get("/review").text
    posted(client, ADDRESS, carry="1")
    assert asked_for in client.get(page).text
    assert 'name="carry"' not in client.get(ADDRESS).text and "要按裁定重新读取" not in client.get("/review").text
    (line,) = Ledger.load(ledger).effective()
    undone = client.get(posted(client, ADDRESS, undo=line.id).headers["location"]).text
    assert asked_for in client.get(page).text, "taking a decision back does not change the graph"
    assert "还是按以前的裁定读的" in undone and 'name="carry"' in undone
    assert "要按裁定重新读取的文件" in client.get("/review").text
    assert "库里已更新" in client.get(posted(client, ADDRESS, carry="1").headers["location"]).text
    assert asked_for not in client.get(page).text
    assert 'name="carry"' not in client.get(ADDRESS).text and "要按裁定重新读取" not in client.get("/review").text
    without = client_of(store)
    assert "要按裁定重新读取" not in without.get("/review").text


def test_the_questions_are_english_on_an_english_page(client: TestClient) -> None:
    number, chinese = 1, re.compile("[一-鿿]")
    for question in asked(client):
        page = client.get(ADDRESS, params={"n": number, "lang": "en"}).text
        said = unescape(re.search(r'<p class="ask">(.*?)</p>', page)[1])  # type: ignore[index]
        quoted = re.search("“.*”", question)
        assert not chinese.search(said.replace(quoted[0] if quoted else "", ""))
        for label in re.findall(r'name="choice"[^>]*> ([^<]*)</label>', page):
            assert not chinese.search(label)
        number += 1


# Pairs of agencies

PAIRS = """铜府〔2024〕9号

重庆市铜梁区人民政府
关于印发行动方案的通知

一、总体要求
（一）扩大产业规模。（牵头单位：区交通委员会，责任单位：区交通运输委员会、区财政局）

重庆市铜梁区人民政府
2024年3月5日
"""


@pytest.fixture
def pairs(store: Store, tmp_path: Path, client: TestClient) -> TestClient:
    (tmp_path / "又一份.txt").write_text(PAIRS, encoding="utf-8")
    ingest([tmp_path / "又一份.txt"], store)
    return client


def test_a_pair_of_near_names_is_shown_decided_and_taken_back(pairs: TestClient, ledger: Path) -> None:
    assert "名称相近的单位 1 对" in pairs.get("/review").text
    page = pairs.get("/pairs").text
    assert "是不是同一个单位" in page and page.count("<mark>") == 2
    assert "one body?" in pairs.get("/pairs?lang=en").text
    key = re.search(r'name="key" value="([0-9a-f]+)"', page)[1]  # type: ignore[index]
    done = posted(pairs, "/pairs", key=key, choice="1")
    said = pairs.get(done.headers["location"]).text
    assert "已保存到裁定文件" in said and "没有名称相近" in said
    (line,) = Ledger.load(ledger).agencies()
    assert line.decision is Decision.SAME and line.quote in line.passage
    assert posted(pairs, "/pairs", key=key, choice="1").status_code == 409
    assert posted(pairs, "/pairs", undo=line.id).status_code == 303
    assert "共 1 条" in pairs.get("/pairs").text


def test_what_a_pair_leaves_to_carry_out_is_said_until_it_is_done(
    pairs: TestClient, ledger: Path, store: Store, tmp_path: Path
) -> None:
    files = [tmp_path / "又一份.txt", tmp_path / "通知.txt"]
    told = f"gongwen ingest {files[0]} {files[1]} --ledger {ledger} --graph "
    assert "gongwen ingest" not in pairs.get("/pairs").text
    key = re.search(r'name="key" value="([0-9a-f]+)"', pairs.get("/pairs").text)[1]  # type: ignore[index]
    said = unescape(pairs.get(posted(pairs, "/pairs", key=key, choice="1").headers["location"]).text)
    assert told in said and "2 份文件还是按以前的裁定读的" in said and "下面是下一条" not in said
    ingest(files, store, ledger=Ledger.load(ledger))
    assert "gongwen ingest" not in pairs.get("/pairs").text
    (line,) = Ledger.load(ledger).agencies()
    undone = unescape(pairs.get(posted(pairs, "/pairs", undo=line.id).headers["location"]).text)
    assert told in undone and "已撤回" in undone and "没有名称相近" in undone and "重新列入存疑" not in undone
    ingest(files, store, ledger=Ledger.load(ledger))
    pairs.get("/pairs")  # which may still show what there was, while it looks anew
    again = pairs.get("/pairs", params={"undone": line.id}).text
    assert "共 1 条" in again and "gongwen ingest" not in again


def test_folders_are_named_where_there_are_many_documents(embedded_store: Store, ledger: Path, tmp_path: Path) -> None:
    for at in range(5):
        folder = tmp_path / f"第 {at} 批" / "正文"
        folder.mkdir(parents=True)
        for beside, number in ((folder, 20), (folder.parent, 40)):
            (beside / "文.txt").write_text(PAIRS.replace("9号", f"{at + number}号"), encoding="utf-8")
    ingest([tmp_path], embedded_store)
    client = client_of(embedded_store, ledger=ledger)
    key = re.search(r'name="key" value="([0-9a-f]+)"', client.get("/pairs").text)[1]  # type: ignore[index]
    said = unescape(client.get(posted(client, "/pairs", key=key, choice="1").headers["location"]).text)
    named = " ".join(f"'{tmp_path / f'第 {at} 批'}'" for at in range(3))
    assert f"gongwen ingest {named} --ledger" in said and "另有 2 个文件夹" in said


def test_the_next_one_is_announced_only_where_there_is_one(client: TestClient) -> None:
    seen = []
    while asked(client):
        question = asked(client)[0]
        done = answer(client, question, choice="1")
        page = client.get(done.headers["location"]).text
        assert done.status_code == 303 and "已保存到裁定文件" in page
        seen.append("下面是下一条" in page)
    assert seen[-1] is False and len(seen) > 1 and all(seen[:-1])


def test_a_notice_whose_agencies_have_near_names_says_so(pairs: TestClient, store: Store) -> None:
    there = below("/review", "铜府〔2024〕9号")
    assert "单位名称与别的单位相近（1 对）" in pairs.get(there).text
    assert "单位名称与别的单位相近" not in pairs.get(ADDRESS).text, "this notice names neither of the two"
    key = re.search(r'name="key" value="([0-9a-f]+)"', pairs.get("/pairs").text)[1]  # type: ignore[index]
    posted(pairs, "/pairs", key=key, choice="3")
    assert "单位名称与别的单位相近" not in pairs.get(there).text


def test_nothing_doubtful_is_not_said_beside_an_undecided_pair(embedded_store: Store, tmp_path: Path) -> None:
    (tmp_path / "一份.txt").write_text(PAIRS, encoding="utf-8")
    ingest([tmp_path / "一份.txt"], embedded_store)
    assert embedded_store.read("MATCH (d:Document) WHERE size(d.findings) > 0 RETURN d.id").records == []
    page = client_of(embedded_store).get("/review").text
    assert "名称相近的单位 1 对" in page and "没有存疑之处" not in page


def test_a_pair_cannot_be_decided_without_a_ledger(pairs: TestClient, store: Store) -> None:
    client = client_of(store)
    assert "gongwen serve --ledger" in client.get("/pairs").text
    assert posted(client, "/pairs", key="x", choice="1").status_code == 403
