"""Words and names by which the pages of government sites are told from the notices on them."""

from __future__ import annotations

import re
from typing import Any


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list between blanks."""
    return frozenset(text.split())


CONTENT_NAMES = words_of(
    "ucap-content pages_content trs_editor trs_ueditor zoom article bmtext artibody article-content article_content "
    "arc_cont con_text xxgk_content xl_content wenzhang zhengwen zw custom_unionstyle mainbody news_content "
    "newscontent main-txt j-fontcontent"
)
"""Class or id of the element that holds the text, in the site systems seen most: the national portal, TRS, JPage, Hanweb, UCAP."""
TITLE_NAMES = words_of(
    "title tit biaoti bt titles article-title arttitle art-title con_title xl_title news_title doc-title"
)
"""Class or id of an element that holds a title."""
FURNITURE_TAGS = frozenset({"nav", "footer", "aside"})
FURNITURE_NAMES = words_of(
    "nav navbar navigation menu submenu breadcrumb breadcrumbs crumb crumbs location position dqwz weizhi wz path "
    "mianbaoxie share sharebox bdsharebuttonbox bshare jiathis social print toolbar tools related relate relation "
    "relevant xgwd xglj xgwz xgxx xgyd xgjd footer foot bottom copyright friendlink friendlinks links yqlj pagination "
    "pager paging page-nav qrcode ewm erweima fontsize search searchbox sidebar side hot rank recommend login banner "
    "toplink topbar sitemap wechat weixin comment comments"
)
"""Class or id, or a part of it, of what stands round a text. It counts only where no paragraph of any length is inside: an element
called `print` often is the whole text."""
LABELS = words_of(
    "索引号 主题分类 组配分类 发布机构 公开方式 公开范围 公开形式 公文时效 有效性 时效性 主题词 发布日期 生成日期 "
    "信息分类 文号 发布单位 信息来源 发文字号 文件编号 发文机关 发文单位 制发机关 成文日期 发文日期 印发日期 标题 "
    "名称 公开属性 信息公开选项"
)
"""Labels of the metadata that the header rules take off a text. Others (`体裁分类`, `废止日期`) are left out with their values: the rules
would take such a line for a line of the title."""

_SEPARATORS = r"[\s【】\[\]（）()｜|:：、/·,，.。>＞…_-]*"
_TOOL_WORDS = (
    r"(?:打印(?:本页|本稿|文章|正文)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表|上页)?|回到顶部|收藏(?:本页)?|加入收藏|设为首页|(?:我要)?纠错|"
    r"分享(?:到|至|本页)?|微信|微博|新浪微博|腾讯微博|QQ空间|朋友圈|字号|字体(?:大小)?|默认|超大|大|中|小|语音播报|播放|暂停|下载|"
    r"上一篇|下一篇|上一条|下一条|没有了|首页|正文|内容|无障碍(?:阅读)?|长者模式|智能问答|保存|复制链接|点赞|转发|评论|更多|A[+-]?|T[+-]?)"
)
_TOOLS = re.compile(rf"{_SEPARATORS}(?:{_TOOL_WORDS}{_SEPARATORS})+")
_INFORMATION = re.compile(
    r"[\s【\[（(]*(?:(?:您|你)?(?:现在|当前)?(?:所在)?的?(?:当前)?位置(?:是)?\s*[：:]|首页\s*[>＞»›]|浏览|点击(?:数|量|次数|率)|阅读(?:数|量|次数)|访问量|"
    r"(?:文章|稿件)?来源\s*[：:]|(?:发布|更新|发稿|录入)时间\s*[：:]|时间\s*[：:]\s*\d|日期\s*[：:]\s*\d|字(?:号|体)|上一[篇条]|下一[篇条]|扫一扫|用微信)"
)
_EDITORS = re.compile(
    r"[\s【\[（(]*(?:责任编辑|责编|编辑|编审|审核|初审|复审|终审|校对|供稿|撰稿|(?:文章|稿件)?来源|稿源)\s*[：:]"
)
_FOOT = re.compile(
    r"版权所有|ICP[备证]|公网安备|网站标识码|网站地图|技术支持\s*[：:]|Copyright|©|未经.{0,12}授权.{0,12}(?:转载|使用|镜像)|"
    r"建议(?:您)?使用.{0,40}(?:浏览|分辨率)|您(?:访问|点击)的链接|扫一扫|手机打开当前页|主办单位?\s*[：:].{0,40}承办",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"[\s【\[]*(?:相关(?:链接|文章|信息|阅读|新闻|稿件|解读|政策|内容|文件|报道|文档)|延伸阅读|推荐阅读|热点(?:新闻|信息|推荐)|政策(?:解读|图解)|图解|友情链接)[\s】\]：:]*"
)
MAX_TOOL = 80
"""Characters of a line of tools; a breadcrumb or a line of source, date and counter has fewer than 80."""
MAX_FOOT = 160
"""Characters of a line of a footer; the longest seen, with address, licence and site code in one, has about 150."""


def names(element: Any) -> set[str]:
    """Return class and id of an element in small letters, each whole."""
    return {*f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()}


def is_content(element: Any) -> bool:
    """Tell whether an element is called as those are that hold the text."""
    return not names(element).isdisjoint(CONTENT_NAMES)


def is_title(element: Any) -> bool:
    """Tell whether an element is one for titles."""
    return element.tag in ("h1", "h2", "h3") or not names(element).isdisjoint(TITLE_NAMES)


def is_furniture(element: Any) -> bool:
    """Tell whether an element is called as those are that stand round a text, as a whole or by a part (`art_share`)."""
    own = names(element)
    parts = {part for name in own for part in re.split(r"[-_]", name)}
    return element.tag in FURNITURE_TAGS or not (own | parts).isdisjoint(FURNITURE_NAMES)


def is_tool(text: str) -> bool:
    """Tell a line of buttons, breadcrumbs, or source, date and counter."""
    if len(text) > MAX_TOOL:
        return False
    return bool(_TOOLS.fullmatch(text) or _INFORMATION.match(text) or len(re.findall(r"[>＞»›]", text)) > 1)


def is_foot(text: str) -> bool:
    """Tell a line of a footer."""
    return len(text) <= MAX_FOOT and bool(_FOOT.search(text))


def is_after_text(text: str) -> bool:
    """Tell a line that a site prints below a text: buttons, editors, the footer."""
    return is_foot(text) or (len(text) <= MAX_TOOL and bool(_TOOLS.fullmatch(text) or _EDITORS.match(text)))


def is_related(text: str) -> bool:
    """Tell the heading over a list of links to other pages."""
    return bool(_RELATED.fullmatch(text))
