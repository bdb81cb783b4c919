"""`_data/` as Liquid sees it."""

from newsdao.content.site_data import site_data


def test_each_form_of_data_is_read_by_its_own_rules() -> None:
    files = {
        "people.yml": "- {name: 김나루, is_editor: yes, age: 41, room: '007', height: 1.70, weight: 60.5, gone: ~}\n",
        "rivers.csv": "name,length\n해온강,120\n\n마루천,\n",
        "lakes.tsv": "name\tdepth\n은호\t12\n",
        "deep/er/all.json": '[1, 2.5, null, {"a": false}]',
        "notes.txt": "no data",
        "my notes!.yaml": "a: b",
        "empty.yml": "",
    }
    data, notices = site_data(files)
    assert notices == ()
    assert data == {
        "people": [
            {
                "name": "김나루",
                "is_editor": True,
                "age": 41,
                "room": "007",
                "height": "1.70",
                "weight": 60.5,
                "gone": None,
            }
        ],
        "rivers": [{"name": "해온강", "length": "120"}, {"name": "마루천", "length": None}],
        "lakes": [{"name": "은호", "depth": "12"}],
        "deep": {"er": {"all": [1, 2.5, None, {"a": False}]}},
        "my_notes": {"a": "b"},
        "empty": None,
    }


def test_a_file_that_is_none_of_its_kind_is_told_with_its_line() -> None:
    data, notices = site_data({"a.yml": "a: b\nc: [\n", "b.json": "[1,\n\n]", "c.json": "[" * 100_000, "d.yml": "d: 1"})
    assert data == {"d": {"d": 1}}
    assert [(notice.path, notice.kind) for notice in notices] == [
        (f"_data/{n}", "lost") for n in ("a.yml", "b.json", "c.json")
    ]
    assert [notice.line for notice in notices] == [3, 3, 1]


def test_an_alias_stays_one_however_often_it_is_held() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 200))
    data, notices = site_data({"bomb.yml": bomb})
    assert notices == ()
    assert data["bomb"]["a9"][0] is data["bomb"]["a9"][1]
