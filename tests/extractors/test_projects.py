"""Projects in their clauses: names, the strongest phase, works or programme; and what is only joined, urged or classed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from small_notice import HEAD, item, reading


def projects(sentence: str) -> list[tuple[str, str, str]]:
    return [(p.name, p.phase, p.kind) for p in reading(item(sentence)).projects]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("推动成渝中线高铁、城轨快线璧铜线建成投运。", [("成渝中线高铁", "operate"), ("城轨快线璧铜线", "operate")], id="names-then-verb"),
        pytest.param("力争开工建设渝遂绵高铁。", [("渝遂绵高铁", "start")], id="开工建设-is-start"),
        pytest.param("全面建成渝西水资源配置工程、同心桥水库、太平水厂（一期）等重大水利工程。",
                     [("渝西水资源配置工程", "complete"), ("同心桥水库", "complete"), ("太平水厂（一期）", "complete")], id="全面建成-a-list"),
        pytest.param("建成投用铜梁中学淮远校区、铜梁二中扩建等项目。", [("铜梁中学淮远校区", "operate"), ("铜梁二中扩建", "operate")], id="建成投用"),
        pytest.param("依托成渝中线高铁铜梁站建设综合客运枢纽。", [("综合客运枢纽", "build")], id="host-is-no-project"),
        pytest.param("全面形成“一环七射两联线”高速公路网。", [("“一环七射两联线”高速公路网", "complete")], id="network-as-a-whole"),
        pytest.param("创建国家5A级旅游景区。", [("国家5A级旅游景区", "apply")], id="title-applied-for"),
        pytest.param("创建全国文明城市。", [("全国文明城市", "apply")], id="title-of-a-city"),
        pytest.param("加快推进区疾病预防控制中心整体迁建、围龙镇卫生院迁建等项目前期工作。",
                     [("区疾病预防控制中心整体迁建", "study"), ("围龙镇卫生院迁建", "study")], id="前期工作-is-study"),
        pytest.param("论证安居至平滩旅游快速路、安居至少云高铁站快速路等快速公路项目。", [("安居至平滩旅游快速路", "study"), ("安居至少云高铁站快速路", "study")], id="论证"),
        pytest.param("实施石梁水库、双寨水库中型灌区升级改造。", [("石梁水库中型灌区", "upgrade"), ("双寨水库中型灌区", "upgrade")], id="升级改造"),
        pytest.param("推进涪江航道改造升级。", [("涪江航道", "upgrade")], id="改造升级"),
        pytest.param("改造提升金龙体育馆、运动场等场地设施。", [("金龙体育馆", "upgrade")], id="改造提升"),
        pytest.param("启动预制菜产业园建设。", [("预制菜产业园", "start")], id="启动"),
        pytest.param("筹建农业产业科技创新中心。", [("农业产业科技创新中心", "start")], id="筹建"),
        pytest.param("规划建设数字经济特色产业园。", [("数字经济特色产业园", "build")], id="规划建设-is-build"),
        pytest.param("全力争取设立海关监管验放场所、海关工作站、保税物流中心。",
                     [("海关监管验放场所", "apply"), ("海关工作站", "apply"), ("保税物流中心", "apply")], id="争取设立"),
        pytest.param("加快建设文曲220千伏变电站、淮阳110千伏输变电工程。", [("文曲220千伏变电站", "build"), ("淮阳110千伏输变电工程", "build")], id="numbers-inside-names"),
        pytest.param("新建南昌至九江高速铁路，改扩建昌北国际机场。", [("南昌至九江高速铁路", "build"), ("昌北国际机场", "upgrade")], id="two-clauses"),
        pytest.param("建成白鹤滩水电站、乌东德水电站。", [("白鹤滩水电站", "complete"), ("乌东德水电站", "complete")], id="power-stations"),
        pytest.param("开工建设平陆运河。", [("平陆运河", "start")], id="canal"),
        pytest.param("搭建政务信息共享交换平台。", [("政务信息共享交换平台", "build")], id="platform-by-designation"),
        pytest.param("完善全国信用信息共享平台。", [("全国信用信息共享平台", "upgrade")], id="完善-of-a-named-system"),
        pytest.param("加快渝昆高铁、渝西高铁建设。", [("渝昆高铁", "build"), ("渝西高铁", "build")], id="railways-named-by-their-cities"),
        pytest.param("加快推进沪苏湖铁路建设。", [("沪苏湖铁路", "build")], id="railway-of-three-cities"),
        pytest.param("推进沪渝蓉高铁前期工作。", [("沪渝蓉高铁", "study")], id="前期工作-of-one"),
        pytest.param("加快5号线一期工程建设。", [("5号线一期工程", "build")], id="stage-of-a-line"),
        pytest.param("加快引江济淮工程建设。", [("引江济淮工程", "build")], id="water-transfer"),
        pytest.param("协同创建成渝科创走廊。", [("成渝科创走廊", "apply")], id="corridor-founded"),
    ],
)  # fmt: skip
def test_works(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(projects(sentence)) == sorted((name, phase, "works") for name, phase in expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("实施城市扩容提质行动。", [("城市扩容提质行动", "build")], id="行动"),
        pytest.param("深入推进农村人居环境整治提升五年行动。", [("农村人居环境整治提升五年行动", "build")], id="五年行动"),
        pytest.param("实施“智汇龙乡·铜创未来”创新资源导入行动。", [("“智汇龙乡·铜创未来”创新资源导入行动", "build")], id="quotation-inside-the-name"),
        pytest.param("实施乡村建设行动、农村人居环境整治提升工程。", [("乡村建设行动", "build"), ("农村人居环境整治提升工程", "build")], id="two"),
        pytest.param("启动第三期学前教育行动计划。", [("第三期学前教育行动计划", "start")], id="启动"),
        pytest.param("实施人才发展五年计划。", [("人才发展五年计划", "build")], id="计划"),
    ],
)  # fmt: skip
def test_programmes(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert projects(sentence) == [(name, phase, "programme") for name, phase in expected]


def test_a_heading_that_is_a_programme_s_name_names_it() -> None:
    body = "一、重点任务\n（一）网络质量升级行动\n提升网络质量。\n（二）强化保障\n加强统筹。\n"
    assert [(p.name, p.phase, p.kind) for p in reading(body).projects] == [("网络质量升级行动", "build", "programme")]


def test_the_title_of_a_box_names_a_programme() -> None:
    assert projects("专栏1 云边协同工程") == [("云边协同工程", "build", "programme")]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("建设一批绿色工厂、绿色园区。", id="plural"),
        pytest.param("完善110千伏变电站、35千伏变电站布局。", id="class"),
        pytest.param("鼓励企业建设研发中心。", id="encouraged"),
        pytest.param("支持高校建设国家技术创新中心。", id="supported"),
        pytest.param("积极融入西部陆海新通道。", id="joined"),
        pytest.param("大力发展智慧农业、数字贸易。", id="field-of-work"),
        pytest.param("有序推进“无废城市”建设。", id="field-of-work-in-quotation"),
        pytest.param("加快构建“一轴两翼”“一主两副”全域发展空间格局。", id="slogan"),
        pytest.param("打造川渝电网一体化重要节点。", id="positioning"),
        pytest.param("培育和建设一批特色小镇。", id="class-of-towns"),
        pytest.param("已建成三峡水利枢纽。", id="already-there"),
        pytest.param("举办中国国际进口博览会。", id="event"),
        pytest.param("开展“双随机、一公开”监管。", id="way-of-working"),
        pytest.param("建设重点实验室。", id="bare-kind"),
        pytest.param("加强组织领导。", id="nothing"),
    ],
)
def test_no_project(sentence: str) -> None:
    assert projects(sentence) == []


def test_one_name_is_one_project_in_its_section() -> None:
    assert len(projects("建设同心桥水库。加快建设同心桥水库。")) == 1


@pytest.mark.parametrize(
    ("label", "phase"),
    [
        ("前期工作", "study"),
        ("谋划储备", "plan"),
        ("新开工", "start"),
        ("交通", "build"),
        ("竣工", "complete"),
        ("投产", "operate"),
    ],
)
def test_a_boxed_list_names_works_without_a_verb(label: str, phase: str) -> None:
    body = item("加快改革。") + f"专栏1 重点工程项目\n1.{label}：甲河大桥、乙江水库。\n"
    assert [(p.name, p.phase) for p in reading(body).projects] == [("甲河大桥", phase), ("乙江水库", phase)]


PROVINCE = HEAD.replace("某省", "浙江省").replace("某政发", "浙政发")
CITY = HEAD.replace("某省", "杭州市").replace("省政府", "市政府").replace("某政发", "杭政发")


def works(sentence: str, head: str = CITY) -> list[tuple[str, str]]:
    return [(p.name, p.phase) for p in reading(item(sentence), head).projects]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("建设杭州、宁波、温州国际机场。", ["杭州国际机场", "宁波国际机场", "温州国际机场"], id="places-share-their-kind"),
        pytest.param("建设温春、五林、沙兰3个万头牧场。", ["温春万头牧场", "五林万头牧场", "沙兰万头牧场"], id="counted-list"),
        pytest.param("打造文化、旅游、体育产业园。", [], id="fields-are-no-places"),
        pytest.param("建设大型、中型、小型水库。", [], id="qualities-are-no-places"),
        pytest.param("各地全面推进健康中国行动。", ["健康中国行动"], id="after-the-subject"),
        pytest.param("支持企业加快建设数字经济产业园。", [], id="after-支持"),
        pytest.param("建设乡村、社区、街道文化中心。", [], id="kinds-of-place"),
        pytest.param("建设学前、小学、初中10所示范学校。", [], id="ten-are-not-three"),
        pytest.param("建设杭州国际生物岛、杭州国际健康医疗中心、杭州健康产业城。", ["杭州国际生物岛", "杭州国际健康医疗中心", "杭州健康产业城"], id="a-list-with-an-island"),
        pytest.param("推动浙江大学和宁波大学基础研究先行区建设。", ["浙江大学基础研究先行区", "宁波大学基础研究先行区"], id="bodies-share-their-kind"),
        pytest.param("建立区域创新联盟、科技园区联盟、创业投资联盟。", [], id="kinds-of-one-thing"),
        pytest.param("建成一个具有国际领先水平的国家级超级计算中心。", ["国家级超级计算中心"], id="a-single-one"),
        pytest.param("加强杭州技术产权交易所建设。", ["杭州技术产权交易所"], id="加强…建设"),
        pytest.param("提升杭州城市大脑公共服务平台功能。", ["杭州城市大脑公共服务平台"], id="its-functions"),
        pytest.param("推进各园区、杭州国际创新城等科技园区建设。", ["杭州国际创新城"], id="a-class-among-names"),
        pytest.param("实施自然灾害防治九项重点工程。", [], id="so-many-at-once"),
        pytest.param("在完善纸质档案的基础上将信息录入杭州户籍管理信息系统。", [], id="what-is-there-already"),
        pytest.param("建设杭州高端装备制造产业园。", ["杭州高端装备制造产业园"], id="praise-in-a-proper-name"),
        pytest.param("完善余杭运河、杭州铁路等区级生态廊道。", ["余杭运河区级生态廊道", "杭州铁路区级生态廊道"], id="what-lies-along-others"),
        pytest.param("推进北干、宁围、钱江路楔形绿地前期研究。", ["北干楔形绿地", "宁围楔形绿地", "钱江路楔形绿地"], id="a-road-among-places"),
        pytest.param("提速建设萧山水库、杭州站等项目。", ["萧山水库", "杭州站"], id="a-station-that-the-list-calls-one"),
        pytest.param("推动吉利新能源动力电池项目投产达产。", ["吉利新能源动力电池项目"], id="in-production"),
        pytest.param("全力以赴实施“满天星”工程。", ["“满天星”工程"], id="以-inside-an-adverb"),
        pytest.param("打造开放共享的大型生态公园。", [], id="described-and-not-named"),
        pytest.param("完善杭州花圃城市公园的服务品质。", ["杭州花圃城市公园"], id="its-quality"),
        pytest.param("全面建成开放甲河、乙江楔形绿地。", ["甲河楔形绿地", "乙江楔形绿地"], id="建成开放"),
        pytest.param("建立企业上市辅导“绿色通道”。", [], id="a-figure-of-speech"),
        pytest.param("建成尖扎至贵德、小柴旦湖至老茫崖等公路。", ["尖扎至贵德公路", "小柴旦湖至老茫崖公路"], id="stretches-of-one-kind"),
        pytest.param("续建合浦至湛江、黄桶至百色等7个铁路项目。", ["合浦至湛江铁路", "黄桶至百色铁路"], id="a-number-and-a-kind"),
        pytest.param("建设卡阳、松如沟等14个750千伏电网工程。", ["卡阳750千伏电网工程", "松如沟750千伏电网工程"], id="等…工程"),
        pytest.param("建好西宁、格尔木国家物流枢纽和西宁冷链物流基地。", ["西宁国家物流枢纽", "格尔木国家物流枢纽", "西宁冷链物流基地"], id="two-kinds-in-a-row"),
        pytest.param("建成甲县生态保护及城乡供水一体化工程。", ["甲县生态保护及城乡供水一体化工程"], id="one-工程-of-two-works"),
        pytest.param("推动甲环高扩容工程等14条高速公路项目和黄百等4个在建铁路项目加快建设。", ["甲环高扩容工程", "黄百铁路"], id="two-called-lists"),
        pytest.param("加快建设光电子、机器人、呼吸疾病等一批国家级重点实验室。", [], id="some-of-a-kind"),
        pytest.param("争取茨哈峡、尔多等水电站纳入国家规划。", ["茨哈峡水电站", "尔多水电站"], id="to-be-taken-into-a-plan"),
        pytest.param("推进黄南机场前期。", ["黄南机场"], id="前期-alone"),
        pytest.param("开展引白济洮前期工作。", ["引白济洮"], id="water-led-over"),
        pytest.param("深入实施优化营商环境改进提升三年行动。", ["优化营商环境改进提升三年行动"], id="a-programme-that-begins-with-a-verb"),
        pytest.param("加大“志愿在康园”计划实施力度。", ["“志愿在康园”计划"], id="加大…力度"),
        pytest.param("深化“放心消费”行动。", ["“放心消费”行动"], id="深化-a-programme"),
        pytest.param("深化海上发射平台。", [], id="深化-a-work"),
        pytest.param("全面完成安全生产治本攻坚三年行动任务。", ["安全生产治本攻坚三年行动"], id="its-任务"),
        pytest.param("实施“人工智能+”“数据要素×”行动。", ["“人工智能+”行动", "“数据要素×”行动"], id="two-quoted-one-行动"),
        pytest.param("实施工业千亿投资、优服务提信心激发民间投资活力、重点产业招商“三大行动”。",
                     ["工业千亿投资行动", "优服务提信心激发民间投资活力行动", "重点产业招商行动"], id="three-and-“三大行动”"),
        pytest.param("鼓励绿色低碳示范工程。", [], id="only-encouraged"),
        pytest.param("筹建50家企业研发中心以及院士专家工作站。", [], id="a-number-of-all-of-them"),
        pytest.param("动员推进“光伏+住宅”专项工程。", ["“光伏+住宅”专项工程"], id="动员推进"),
        pytest.param("扩大“菁英计划”的实施范围和规模。", ["菁英计划"], id="扩大…范围"),
        pytest.param("加快绍杭、甬舟高铁建设。", ["绍杭高铁", "甬舟高铁"], id="a-short-kind-of-equal-places"),
        pytest.param("建设城市、农村公路。", [], id="words-are-no-places"),
        pytest.param("确保杭甬高铁、杭州东站和桐庐、建德机场建成投运。", ["杭甬高铁", "杭州东站", "桐庐机场", "建德机场"], id="a-station-among-others"),
        pytest.param("建设西安、汉中等低空装备制造聚集区。", ["西安低空装备制造聚集区", "汉中低空装备制造聚集区"], id="中等-and-汉中-等"),
        pytest.param("加快宝鸡、延安等4个国家骨干冷链物流基地建设。", ["宝鸡国家骨干冷链物流基地", "延安国家骨干冷链物流基地"], id="four-of-which-two-are-named"),
        pytest.param("开工750千伏定靖西、330千伏沣渭等输变电工程。", ["750千伏定靖西输变电工程", "330千伏沣渭输变电工程"], id="a-voltage-before-the-place"),
        pytest.param("推动甲乙铁路、丙丁铁路丁戊段、己庚铁路辛壬段等项目建设。", ["甲乙铁路", "丙丁铁路丁戊段", "己庚铁路辛壬段"], id="a-stretch-is-not-shared"),
        pytest.param("推动奕斯伟二期、唐晶半导体材料等项目建设。", ["奕斯伟二期", "唐晶半导体材料"], id="a-stage"),
        pytest.param("加快义乌机场改扩建。", ["义乌机场"], id="what-is-done-to-one"),
        pytest.param("推进静安公园改造和彭浦绿地改造。", ["静安公园", "彭浦绿地"], id="what-is-done-to-each"),
        pytest.param("推动榆安大型灌区建设和景电灌区、靖会灌区现代化改造。", ["榆安大型灌区", "景电灌区", "靖会灌区"], id="what-is-done-to-all"),
        pytest.param("建成投用余杭中学新校区、余杭小学扩建。", ["余杭中学新校区", "余杭小学扩建"], id="what-is-done-to-one-of-several"),
        pytest.param("推进城镇老旧小区改造。", [], id="a-kind-of-thing-changed"),
        pytest.param("加快农村公路改扩建。", [], id="a-kind-of-road-widened"),
        pytest.param("全面投运共和机场。", ["共和机场"], id="a-county-s-bare-name"),
        pytest.param("建好用好“云上”国际技术转移中心、高校技术转移中心（杭州）。", ["“云上”国际技术转移中心", "高校技术转移中心（杭州）"], id="a-bracket-is-not-shared"),
        pytest.param("推动武威工业园区创建国家经开区。", ["武威工业园区", "国家经开区"], id="applies-for-a-title"),
        pytest.param("推进印象城慢行交通示范区创建。", ["印象城慢行交通示范区"], id="the-verb-of-applying-behind"),
        pytest.param("争创国家数据产业集聚区。", ["国家数据产业集聚区"], id="a-title-whose-kind-is-a-word-of-praise"),
        pytest.param("打造苏河湾世界级滨水商务区。", ["苏河湾世界级滨水商务区"], id="praise-behind-a-place"),
        pytest.param("建设全国能源资源战略保障基地。", [], id="how-far-a-base-reaches"),
        pytest.param("建设全国公共信用信息平台。", ["全国公共信用信息平台"], id="which-platform-it-is"),
        pytest.param("打造河西“绿氢走廊”。", ["河西“绿氢走廊”"], id="a-place-before-marks"),
        pytest.param("推动引大济湟一期、香日德水库及配套灌溉工程立项审批。", ["引大济湟一期", "香日德水库", "香日德水库配套灌溉工程"], id="what-belongs-to-a-work"),
        pytest.param("建成桥头、格尔木支撑调节性火电。", ["桥头支撑调节性火电", "格尔木支撑调节性火电"], id="a-county-in-the-list"),
        pytest.param("力争延安东绕城、洛卢高速公路建成通车。", ["延安东绕城高速公路", "洛卢高速公路"], id="places-of-any-length-before-a-long-kind"),
        pytest.param("启动实施引洮延伸增效工程。", ["引洮延伸增效工程"], id="a-verb-inside-a-name"),
        pytest.param("推进张江科技园、车墩工业园南部产业园区转型升级。", ["张江科技园", "车墩工业园南部产业园区"], id="what-is-done-behind-a-list"),
        pytest.param("建设有特色、高颜值的街景绿地、口袋公园。", [], id="built-by-the-dozen"),
        pytest.param("完成三林口袋公园建设。", ["三林口袋公园"], id="one-of-many-with-a-name"),
        pytest.param("结合城市更新推进“两旧一村”改造。", [], id="counted-in-marks-is-a-field"),
        pytest.param("推进旭龙、奔子栏、古水等水电站和抽水蓄能项目建设。", ["旭龙水电站", "奔子栏水电站", "古水水电站"], id="the-first-of-two-kinds"),
        pytest.param("推进“优储精供”、“找地选楼”等场景开发建设。", ["优储精供", "找地选楼"], id="names-in-marks-that-a-word-sums-up"),
        pytest.param("构建基于天通、北斗等技术的卫星通信管理系统。", ["卫星通信管理系统"], id="what-it-rests-on-is-no-list"),
        pytest.param("加快推进轨道交通19号线、20号线相关工作。", ["轨道交通19号线", "轨道交通20号线"], id="numbers-share-their-head"),
        pytest.param("开展西湖新村坊、浦东新场等更新单元规划编制。", ["西湖新村坊更新单元", "浦东新场更新单元"], id="what-is-planned"),
        pytest.param("在老厂房旧址上建设杨浦图书馆滨江馆。", ["杨浦图书馆滨江馆"], id="ends-like-a-building-behind-a-place"),
        pytest.param("打造上海网红市场。", [], id="市场-is-no-building"),
        pytest.param("推进谋得利钢琴厂旧址活化利用。", ["谋得利钢琴厂旧址"], id="what-is-put-to-use"),
        pytest.param("推进定海剧场改建项目。", ["定海剧场改建项目"], id="a-building-changed-as-a-project"),
        pytest.param("加快陆港型、口岸型国家物流枢纽建设。", ["陆港型国家物流枢纽", "口岸型国家物流枢纽"], id="types-share-their-kind"),
        pytest.param("升级应急管理指挥云计算平台。", ["应急管理指挥云计算平台"], id="a-named-system-upgraded"),
        pytest.param("升级公共服务平台。", [], id="a-plain-platform-upgraded"),
        pytest.param("建设国家级实验室和部级实验室。", [], id="ranks-in-a-row"),
        pytest.param("建设国家“双中心”。", [], id="counted-kinds"),
        pytest.param("推进海绵型建筑小区建设。", [], id="a-type-of-common-thing"),
        pytest.param("加强工业遗产保护利用。", [], id="a-title-nobody-applies-for"),
        pytest.param("结合城市更新、道路改造，推进工作。", [], id="what-something-is-joined-to"),
        pytest.param("加快邵永、铜吉等6条高铁，京港澳等17条高速公路，以及梅山灌区等重大水利工程建设。",
                     ["邵永高铁", "铜吉高铁", "京港澳高速公路", "梅山灌区"], id="counted-and-more-behind"),
        pytest.param("推进长沙蓝思玻璃研发、株洲中车电驱系统制造等“十大产业项目”。", ["长沙蓝思玻璃研发", "株洲中车电驱系统制造"], id="counted-projects-in-marks"),
        pytest.param("建设植入医疗器械、监管科学领域重点实验室。", ["植入医疗器械领域重点实验室", "监管科学领域重点实验室"], id="one-for-each-field"),
        pytest.param("加快实施引大济岷。", ["引大济岷"], id="water-that-is-led"),
        pytest.param("拆除重建团结沙水闸、北湖涵闸。", ["团结沙水闸", "北湖涵闸"], id="pulled-down-and-built-anew"),
        pytest.param("布局建设700万千瓦新型储能项目。", [], id="so-much-of-a-kind"),
        pytest.param("通过新建绿地、口袋公园增加绿量。", [], id="by-what-means"),
        pytest.param("持续推进“一江一河”规划实施。", [], id="counted-in-pairs"),
        pytest.param("新建750千伏电网工程16个。", [], id="so-many-of-a-kind-behind"),
        pytest.param("有序推进莘庄老街和莘庄公园等更新改造工作。", ["莘庄老街", "莘庄公园"], id="renewed-by-name"),
        pytest.param("推进上重机器厂地块整体转型。", ["上重机器厂地块"], id="a-thing-whose-kind-nobody-lists"),
        pytest.param("推动轨道交通12号线西延伸、沪松公路快速化等项目建设。", ["轨道交通12号线西延伸", "沪松公路快速化"], id="what-is-done-ends-the-name"),
        pytest.param("打造召楼新天地。", ["召楼新天地"], id="made-and-named"),
        pytest.param("推进七宝环境整治。", [], id="a-place-and-a-field-of-work"),
        pytest.param("建设重庆西向发展新空间。", [], id="a-place-and-what-it-is-to-be"),
        pytest.param("实施赵口、陆浑、渠村等灌区现代化改造。", ["赵口灌区", "陆浑灌区", "渠村灌区"], id="done-to-a-list-of-places"),
        pytest.param("全面推进重固、华新、金泽等城中村改造项目。", ["重固城中村改造项目", "华新城中村改造项目", "金泽城中村改造项目"], id="places-and-what-is-done"),
        pytest.param("加快推进平漯周、焦济洛平、郑州南站等高铁项目。", ["平漯周高铁", "焦济洛平高铁", "郑州南站"], id="some-with-a-kind-of-their-own"),
        pytest.param("建好济南、青岛、枣庄算力枢纽。", ["济南算力枢纽", "青岛算力枢纽", "枣庄算力枢纽"], id="regions-share-a-kind"),
        pytest.param("2027年、2028年分别建成津潍、潍宿高铁。", ["津潍高铁", "潍宿高铁"], id="years-before-the-verb"),
        pytest.param("完成泰和、金海、车墩等近10座水厂续建、新建和改扩建工程。", ["泰和水厂", "金海水厂", "车墩水厂"], id="several-things-done-to-all"),
        pytest.param("布局东明石化、东营富海等重大项目。", ["东明石化", "东营富海"], id="firms-that-the-text-calls-projects"),
        pytest.param("加快推进波克艺术中心、市体育宫等重大项目建设。", ["波克艺术中心", "市体育宫"], id="one-of-an-unknown-kind-called-a-project"),
        pytest.param("建成使用广州市康复实验学校、康宁果园场。", ["广州市康复实验学校", "康宁果园场"], id="the-company-it-keeps"),
        pytest.param("配合推进G15改扩建、G50拓宽改建、S26功能提升。", ["G15改扩建", "G50拓宽改建", "S26功能提升"], id="a-road-among-roads"),
        pytest.param("提升西部（重庆）科学城、大溪河发展规划。", ["西部（重庆）科学城"], id="no-company-for-what-nobody-builds"),
        pytest.param("加快比亚迪、吉利汽车零部件等项目建设。", ["比亚迪汽车零部件", "吉利汽车零部件"], id="firms-share-what-they-make"),
        pytest.param("推进中核汇能通榆、华电榆树等5个绿色氢基能源一体化项目。", ["中核汇能通榆绿色氢基能源一体化项目", "华电榆树绿色氢基能源一体化项目"], id="plants-of-a-kind"),
        pytest.param("确保太行山高速西阜和涞曲段、曲港高速贯通。", ["太行山高速西阜段", "太行山高速涞曲段", "曲港高速"], id="two-stretches-of-one-way"),
        pytest.param("推进容城—易县和安新—满城高等级公路建设。", ["容城—易县高等级公路", "安新—满城高等级公路"], id="two-ways-of-one-kind"),
        pytest.param("推动外滩-01、02、徐家汇-01等更新单元规划实施。", ["外滩-01更新单元", "外滩-02更新单元", "徐家汇-01更新单元"], id="numbered-units"),
        pytest.param("统筹推进真如、长寿路商务单元等更新单元。", ["真如更新单元", "长寿路商务单元"], id="some-have-a-kind-of-their-own"),
        pytest.param("力促雄商高铁建成投用。", ["雄商高铁"], id="an-adverb-before-the-name"),
        pytest.param("做大做强石家庄国际陆港、雄安中关村科技园等平台。", ["石家庄国际陆港", "雄安中关村科技园"], id="what-is-made-large"),
        pytest.param("新建道路广场。", [], id="two-kinds"),
        pytest.param("推进老旧公园更新改造。", [], id="those-there-are"),
        pytest.param("全面完成全区雨污分流改造。", [], id="done-in-all-of-a-place"),
        pytest.param("推进“无废园区”建设。", [], id="a-class-in-marks"),
        pytest.param("推进“四好农村路”建设。", [], id="a-slogan-of-good-things"),
        pytest.param("创建数字经济先导区。", [], id="the-last-character-of-a-kind-is-no-place"),
        pytest.param("有序推进保障性住房、泰和水厂等项目。", ["泰和水厂"], id="a-verb-that-begins-a-word"),
        pytest.param("建成鄂州花湖机场、武汉天河机场第三航站楼。", ["鄂州花湖机场", "武汉天河机场第三航站楼"], id="what-stands-in-another-is-its-own"),
        pytest.param("推进武汉长江新城、光谷科学岛、国家网络安全人才与创新基地建设。", ["武汉长江新城", "国家网络安全人才与创新基地"], id="国家-begins-no-place"),
        pytest.param("加快建设雄安站枢纽片区、启动区城市公园。", ["雄安站枢纽片区", "启动区城市公园"], id="启动区-is-no-verb"),
        pytest.param("完成石家庄市城市轨道交通1号线二期、3号线一期东段建设。", ["石家庄市城市轨道交通1号线二期", "石家庄市城市轨道交通3号线一期东段"], id="lines-of-one-net"),
        pytest.param("推进延长石油榆神50万吨煤基乙醇、国能榆林CTC-2等项目建设。", ["延长石油榆神50万吨煤基乙醇", "国能榆林CTC-2"], id="a-firm-that-begins-like-a-verb"),
        pytest.param("推动之江实验室、西湖实验室争创国家实验室。", ["之江实验室", "西湖实验室", "国家实验室"], id="several-apply-for-one-title"),
        pytest.param("推进巢湖至马鞍山至镇江、绩溪至杭州铁路前期工作。", ["巢湖至马鞍山至镇江铁路", "绩溪至杭州铁路"], id="ways-between-places"),
        pytest.param("实施西安、兰州等枢纽机场改扩建工程。", ["西安枢纽机场改扩建工程", "兰州枢纽机场改扩建工程"], id="what-is-done-to-places"),
        pytest.param("推进厦门新机场以及昆明等枢纽机场改扩建工程前期工作。", ["厦门新机场", "昆明枢纽机场改扩建工程"], id="one-among-places"),
        pytest.param("争取将沿河至榕江高速公路、涪陵至柳州铁路纳入国家规划。", ["沿河至榕江高速公路", "涪陵至柳州铁路"], id="handled"),
        pytest.param("实施文家店大桥建设。", ["文家店大桥"], id="a-bridge-where-it-stands"),
        pytest.param("实施青海湖流域生态保护和修复、三江源国家公园建设。", ["三江源国家公园"], id="what-is-done-is-no-place"),
        pytest.param("加快玛尔挡、羊曲水电站建设。", ["玛尔挡水电站", "羊曲水电站"], id="the-kind-is-cut-whole"),
        pytest.param("推进青豫直流二期、西宁至成都铁路建设。", ["青豫直流二期", "西宁至成都铁路"], id="a-stage-is-no-place-of-a-railway"),
        pytest.param("推进库尔勒至格尔木铁路、和田至若羌铁路建设。", ["库尔勒至格尔木铁路", "和田至若羌铁路"], id="和-begins-a-place"),
        pytest.param("推进琼西北供水、迈湾水利枢纽建设。", ["迈湾水利枢纽"], id="water-led-is-no-place"),
        pytest.param("打造白马湖生态创意城、湘湖国家旅游度假区、钱江世纪城等重大平台。", ["白马湖生态创意城", "湘湖国家旅游度假区", "钱江世纪城"], id="重大平台-sums-up"),
        pytest.param("推进园博园、金寨路高架南延工程。", ["金寨路高架南延工程"], id="what-a-road-has-no-garden-shares"),
        pytest.param("开工建设地铁B1线、Z2线、7号线二期。", ["地铁B1线", "Z2线", "7号线二期"], id="a-stage-is-not-shared"),
        pytest.param("推进东山引水入城、晋阳湖公园提质改造。", ["晋阳湖公园提质改造", "东山引水入城"], id="water-led-shares-nothing"),
        pytest.param("启用杭州国际体育中心、奥体中心主体育场。", ["杭州国际体育中心", "奥体中心主体育场"], id="taken-into-use"),
        pytest.param("完成长江大道、学府路等8条道路大修。", ["长江大道", "学府路"], id="roads-repaired"),
        pytest.param("提升广州白云机场、深圳宝安机场国际枢纽功能。", ["广州白云机场", "深圳宝安机场"], id="what-of-airports-is-raised"),
        pytest.param("实施滁河、水阳江、青弋江等重要支流治理。", ["滁河", "水阳江", "青弋江"], id="tributaries"),
        pytest.param("小浪底南岸灌区、前坪水库灌区等工程完工。", ["小浪底南岸灌区", "前坪水库灌区"], id="前-begins-a-place"),
        pytest.param("年底前武宁高铁站投用。", ["武宁高铁站"], id="by-when-before-the-name"),
        pytest.param("信阳国际茶城、平桥区城市展览馆建成开放。", ["平桥区城市展览馆", "信阳国际茶城"], id="built-and-opened"),
        pytest.param("省医学科学院揭牌运行，国家儿童区域医疗中心二期投用。", ["省医学科学院", "国家儿童区域医疗中心二期"], id="a-title-in-use"),
        pytest.param("中国古动物馆10月开馆。", ["中国古动物馆"], id="only-a-work-is-opened"),
        pytest.param("推进松涛灌区续建配套与现代化改造。", ["松涛灌区续建配套与现代化改造"], id="called-after-its-place"),
        pytest.param("推进大型灌区续建配套与现代化改造。", [], id="a-size-is-no-place"),
        pytest.param("提升郑州国际航空物流枢纽能级。", ["郑州国际航空物流枢纽"], id="what-of-it-is-raised"),
        pytest.param("加快珠肇高铁、深南高铁、漳汕高铁、狮子洋通道建设。", ["珠肇高铁", "深南高铁", "漳汕高铁", "狮子洋通道"], id="one-of-another-kind-among-works"),
        pytest.param("持续推进内环高架“年轻化”工程。", ["内环高架“年轻化”工程"], id="a-ring-is-one-place"),
        pytest.param("推进合流一期复线工程建设。", ["合流一期复线工程"], id="a-stage-is-one-place"),
        pytest.param("升级线上人才综合服务平台。", ["线上人才综合服务平台"], id="a-system-singled-out"),
        pytest.param("推进上海理工大学滨水区开放。", ["上海理工大学滨水区"], id="opened"),
        pytest.param("推动石湖荡镇建设国家级创新平台。", [], id="a-rank-and-a-kind"),
    ],
)  # fmt: skip
def test_lists_and_subjects(sentence: str, expected: list[str]) -> None:
    assert [name for name, _ in works(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("今年将建成朝阳大桥、英雄大桥。", ["朝阳大桥", "英雄大桥"], id="将-before-the-verb"),
        pytest.param("“十四五”期间，江西省将建成昌景黄铁路、信江航运枢纽。", ["昌景黄铁路", "信江航运枢纽"], id="whose-government-speaks"),
        pytest.param("【交通领域】建设赣深高铁、深茂铁路。", ["赣深高铁", "深茂铁路"], id="a-field-in-brackets-first"),
        pytest.param("计划建成洛阳至卢氏、安阳至罗山、渑池至淅川3条高速公路。",
                     ["洛阳至卢氏高速公路", "安阳至罗山高速公路", "渑池至淅川高速公路"], id="how-many-without-等"),
        pytest.param("开工建设丰城东站、樟树东站2个项目。", ["丰城东站", "樟树东站"], id="how-many-项目"),
        pytest.param("加快建设郑州绕城高速、洛阳至内邓等12条高速公路。", ["郑州绕城高速", "洛阳至内邓高速公路"], id="one-has-its-kind"),
        pytest.param("加快推进黄茅海通道建设，燕罗大桥、莲花山大桥，揭阳热电一期等项目建设。",
                     ["黄茅海通道", "燕罗大桥", "莲花山大桥", "揭阳热电一期"], id="a-list-over-commas"),
        pytest.param("第五水质净化厂将完工。", ["第五水质净化厂"], id="将-behind-the-name"),
        pytest.param("观音岩水库、龙洞水库将完成大坝封顶。", ["观音岩水库", "龙洞水库"], id="a-part-done"),
        pytest.param("市图书馆新馆建设项目也将相继开工建设。", ["市图书馆新馆"], id="建设项目"),
        pytest.param("六盘水至威宁高速公路主体建成。", ["六盘水至威宁高速公路"], id="主体建成"),
        pytest.param("浙赣粤运河纳入国家水运规划。", ["浙赣粤运河"], id="taken-into-a-plan"),
        pytest.param("江西力争抚州机场实现通航。", ["抚州机场"], id="a-province-strives"),
        pytest.param("建设市轨道交通1号线，完成2号线三期、3号线一期前期工作。",
                     ["市轨道交通1号线", "市轨道交通2号线三期", "市轨道交通3号线一期"], id="lines-of-one-network"),
        pytest.param("建设南湖快速路及东延线。", ["南湖快速路", "南湖快速路东延线"], id="its-extension"),
        pytest.param("推进北京大道西延二期工程、文昌桥建设。", ["北京大道西延二期工程", "文昌桥"], id="a-stage-of-an-extension"),
        pytest.param("建设吉安至新余、萍乡至浏阳城际铁路。", ["吉安至新余城际铁路", "萍乡至浏阳城际铁路"], id="the-whole-kind"),
        pytest.param("推进芦江、何仙观、金钩挂水库建设。", ["芦江水库", "何仙观水库", "金钩挂水库"], id="strange-names-share-a-short-kind"),
        pytest.param("加快昆明、丽江、西双版纳机场改扩建。", ["昆明机场改扩建", "丽江机场改扩建", "西双版纳机场改扩建"], id="a-region-s-name-is-not-cut"),
        pytest.param("构建“三纵四横”的快速路网体系，形成“五纵五横”为骨架的高速公路网。",
                     ["“三纵四横”快速路网体系", "“五纵五横”为骨架的高速公路网"], id="networks-by-their-shape"),
        pytest.param("清水河、南明河等一批河道水环境综合整治工程将继续实施建设。",
                     ["清水河水环境综合整治工程", "南明河水环境综合整治工程"], id="done-to-each"),
        pytest.param("加快兰渝、南广、贵广等一批重点铁路建设。", ["兰渝铁路", "南广铁路", "贵广铁路"], id="short-names-of-lines"),
        pytest.param("改扩建敦煌、嘉峪关和庆阳机场。", ["敦煌机场", "嘉峪关机场", "庆阳机场"], id="和-between-places"),
        pytest.param("将开工建设的项目包括：西环高铁、博鳌机场、红岭水利枢纽。", ["西环高铁", "博鳌机场", "红岭水利枢纽"], id="what-is-listed-behind-a-colon"),
        pytest.param("建设金山、银山2座水厂和铁山泵站。", ["金山水厂", "银山水厂", "铁山泵站"], id="more-behind-the-counted"),
        pytest.param("实施青山湖、白马湖水环境综合治理工程。", ["青山湖水环境综合治理工程", "白马湖水环境综合治理工程"], id="places-that-end-alike"),
        pytest.param("加快G30、G312改线工程建设。", ["G30改线工程", "G312改线工程"], id="numbered-roads"),
        pytest.param("各县区供水工程全部建成通水。", [], id="of-each-county"),
        pytest.param("实施了大规模水利工程。", [], id="what-was-done"),
        pytest.param("全区项目，北至东方大道，南至南奉公路。", [], id="how-far-it-reaches"),
        pytest.param("改造提升192栋楼。", [], id="counted-buildings"),
    ],
)  # fmt: skip
def test_what_a_stranger_s_report_says_of_works(sentence: str, expected: list[str]) -> None:
    assert [name for name, _ in works(sentence)] == expected


def test_a_heading_behind_a_bullet_names_a_programme() -> None:
    assert projects("加强建设。\n■公交拓展工程\n■路网改善工程") == [
        ("公交拓展工程", "build", "programme"),
        ("路网改善工程", "build", "programme"),
    ]


@pytest.mark.parametrize(
    ("head", "expected"),
    [pytest.param(CITY, ["数字经济产业园"], id="city"), pytest.param(PROVINCE, [], id="province")],
)
def test_a_plain_designation_counts_where_there_is_one(head: str, expected: list[str]) -> None:
    assert [name for name, _ in works("建设数字经济产业园。", head)] == expected


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("实施“光伏+园区”专项工程。", "programme"),
        ("开展新建建筑光伏项目建设工程。", "programme"),
        ("实施萧山水库除险加固工程。", "works"),
        ("推进全市健身步道工程。", "programme"),
        ("实施农村道路畅通工程。", "programme"),
        ("实施“一县一业”强县富民工程。", "programme"),
        ("开工建设攀西特高压交流工程。", "works"),
        ("实施“光伏+铁路”工程。", "programme"),
        ("实施公路安全生命防护工程1500公里。", "programme"),
    ],
)
def test_works_of_many_places_are_a_programme(sentence: str, kind: str) -> None:
    assert [p.kind for p in reading(item(sentence), CITY).projects] == [kind]


def test_each_of_several_kinds_in_marks_is_a_programme() -> None:
    names = [p.name for p in reading(item("实施“煤油气硅”等多元利用工程、“风光水火”等多能互补工程。"), CITY).projects]
    assert names == ["“煤油气硅”等多元利用工程", "“风光水火”等多能互补工程"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("加快久业路建设。", [("久业路", "build")], id="road-by-its-short-name"),
        pytest.param("推进久业路、华青路改扩建。", [("久业路", "upgrade"), ("华青路", "upgrade")], id="roads-of-a-list"),
        pytest.param("推进久业路、华青路等主次干路新建、改建、扩建工程。", [("久业路", "build"), ("华青路", "build")], id="roads-summed-up"),
        pytest.param("打通主城区创业路、瑞新街等10条断头路。", [("创业路", "complete"), ("瑞新街", "complete")], id="roads-opened"),
        pytest.param("建设产业路、旅游路。", [], id="kinds-of-road"),
        pytest.param("整治横河、南环河、北环河等27公里河道。", [("横河", "upgrade"), ("南环河", "upgrade"), ("北环河", "upgrade")], id="waters-put-right"),
        pytest.param("开展大黑河和美岱沟等13条河流治理。", [("大黑河", "build"), ("美岱沟", "build")], id="two-waters-joined"),
        pytest.param("加快西康、西十高铁建设。", [("西康高铁", "build"), ("西十高铁", "build")], id="a-name-that-the-dictionary-has"),
        pytest.param("加快津石、京雄、荣乌新线等高速公路建设。",
                     [("津石高速公路", "build"), ("京雄高速公路", "build"), ("荣乌新线高速公路", "build")], id="roads-by-where-they-lead"),
        pytest.param("推动阜平、涞水等通用机场建设。", [("阜平通用机场", "build"), ("涞水通用机场", "build")], id="counties-and-their-airports"),
        pytest.param("启动长四辽通、敦牡和四梅集扩能等铁路项目。",
                     [("长四辽通铁路", "start"), ("敦牡铁路", "start"), ("四梅集扩能铁路", "start")], id="two-of-a-list-joined"),
        pytest.param("推动江苏、新华等一批社区卫生服务中心实现标准化建设。",
                     [("江苏社区卫生服务中心", "build"), ("新华社区卫生服务中心", "build")], id="cut-where-all-places-end"),
        pytest.param("推进某某镇开江路、文化路路面铺装等工程。",
                     [("某某镇开江路路面铺装", "build"), ("某某镇文化路路面铺装", "build")], id="roads-of-a-town-and-what-is-done"),
        pytest.param("加快华润微、方正微、粤海芯等重大项目建设。", [("华润微", "build"), ("方正微", "build"), ("粤海芯", "build")], id="firms-of-three-characters"),
        pytest.param("推动时代长安高竹动力电池项目。", [("时代长安高竹动力电池项目", "build")], id="a-name-behind-one-word"),
        pytest.param("抓好污泥焚烧项目建设。", [("污泥焚烧项目", "build")], id="a-plant-of-a-city"),
        pytest.param("长城爱情广场12月建成运营。", [("长城爱情广场", "operate")], id="when-between-name-and-verb"),
        pytest.param("西大街历史文化街区力争5月开街。", [("西大街历史文化街区", "operate")], id="a-street-opens"),
        pytest.param("①庞口镇水渠截污导流工程。抓紧推进。", [("庞口镇水渠截污导流工程", "build")], id="a-numbered-name"),
        pytest.param("整治横河、（北段）等河道。", [("横河", "upgrade")], id="a-bracket-alone-is-no-water"),
        pytest.param("建设城市综合管廊、排水泵站、雨水管道。", [], id="built-by-the-dozen"),
        pytest.param("推进门户绿廊建设。", [], id="a-kind-of-green"),
        pytest.param("建立区域创新联盟。", [], id="a-kind-of-alliance"),
    ],
)  # fmt: skip
def test_names_of_roads_waters_and_lists(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert works(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("建成尔王庄水库增容工程。", "works"),
        ("推进闽西南水资源配置工程。", "works"),
        ("实施洋浦港扩建工程。", "works"),
        ("推进西大街―城隍庙提升工程。", "works"),
        ("实施河道水质提升工程。", "programme"),
        ("实施“互联网+”农产品出村进城工程。", "programme"),
        ("实施云岭校长工程。", "programme"),
    ],
)
def test_an_engineering_is_a_work_where_a_place_s_name_begins_it_and_a_thing_is_built(sentence: str, kind: str) -> None:
    assert [p.kind for p in reading(item(sentence), CITY).projects] == [kind]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ('实施"广东强芯"、核心软件攻关等工程。', ['"广东强芯"工程', "核心软件攻关工程"]),
        ("深化“四化四园”[14]行动。", ["“四化四园”行动"]),
        ("以更大的决心推动“城市标志”行动。", ["“城市标志”行动"]),
        ("加快推进“3个100”等重点工程。", []),
    ],
)
def test_marks_footnotes_and_circumstances_of_programmes(sentence: str, expected: list[str]) -> None:
    assert [p.name for p in reading(item(sentence), CITY).projects] == expected


@pytest.mark.parametrize("heading", ["系统平台重塑行动", "高效治理场景建设行动"])
def test_an_adverb_or_a_verb_can_begin_a_heading_that_is_a_name(heading: str) -> None:
    text = f"（一）{heading}\n1.推进改革。加快建设。\n2.深化合作。加快发展。"
    assert [(p.name, p.kind) for p in reading(text, CITY).projects] == [(heading, "programme")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("完成复兴路西延、乐凯大街南延。", ["复兴路西延", "乐凯大街南延"], id="roads-that-go-on"),
        pytest.param("谋划新建西三环南延、东三环北延、北三环西延等道路。", ["西三环南延", "东三环北延", "北三环西延"], id="rings-that-go-on"),
        pytest.param("续建东二环、北三环等12条道路。", ["东二环", "北三环"], id="rings"),
        pytest.param("打通主城区银杏路等8条断头路。", ["银杏路"], id="where-it-lies"),
        pytest.param("推动西大街等特色街区提档升级。", ["西大街"], id="a-street-among-streets"),
        pytest.param("建设大同至天津南等特高压工程。", ["大同至天津南特高压工程"], id="a-line-by-its-ends"),
        pytest.param("制定实施银龄讲学、银龄健康医疗、银龄社会治理等计划。", ["银龄讲学计划", "银龄健康医疗计划", "银龄社会治理计划"], id="plans-of-a-list"),
        pytest.param("实施种业振兴、耕地质量提升、新一轮粮食产能提升行动。",
                     ["种业振兴行动", "耕地质量提升行动", "新一轮粮食产能提升行动"], id="efforts-that-share-their-last-word"),
        pytest.param("实施可再生能源替代行动。", ["可再生能源替代行动"], id="可-in-a-name"),
        pytest.param("常态化创建全国文明城市和全国卫生城市。", ["全国文明城市", "全国卫生城市"], id="titles-joined"),
        pytest.param("分类分批推动存量“老旧小散”数据中心改造。", [], id="what-there-is"),
        pytest.param("推行草田轮作。", [], id="a-method"),
        pytest.param("推进环北部湾广东水资源配置一期、二期和黄茅峡水库建设。",
                     ["环北部湾广东水资源配置一期", "环北部湾广东水资源配置二期", "黄茅峡水库"], id="stages-share-their-name"),
        pytest.param("建设主体为省级及以上开发区、上海市特色产业园区。", [], id="建设-begins-a-noun"),
        pytest.param("深化国际贸易“单一窗口”建设。", ["国际贸易“单一窗口”"], id="a-bare-kind-in-marks"),
        pytest.param("完成农村公路路网提升工程。", ["农村公路路网提升工程"], id="公路-and-路网"),
    ],
)  # fmt: skip
def test_roads_plans_and_titles(sentence: str, expected: list[str]) -> None:
    assert [p.name for p in reading(item(sentence), CITY).projects] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "推动建设面向服务型制造的专业服务平台、综合服务平台和共性技术平台。",
        "改造提升乡村旅游道路、通村公路。",
        "强化农村中小型水源工程建设。",
    ],
)
def test_kinds_in_a_province_s_document_are_none(sentence: str) -> None:
    assert works(sentence, PROVINCE) == []
