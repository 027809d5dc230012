"""A document whose every name is markup, a quote or a piece of an address."""

from __future__ import annotations

from gongwen.schemas import Facts
from notices import claim, notice

TITLE = '<script>alert("题")</script>“的通知”'
NUMBER = "恶〔2024〕1号/../#?%&x=1"
AGENCY = "<img src=x onerror=alert(1)>局"
PROJECT = '"><svg onload=alert(2)>工程'
INDICATOR = "' onmouseover='alert(3) {{ 7 * 7 }}"


def hostile_facts() -> Facts:
    facts = notice(
        claim(TITLE, NUMBER),
        [claim(title="<b>引</b>{% raw %}")],
        agencies=(AGENCY,),
        projects=(PROJECT,),
        indicator=INDICATOR,
        document_id=NUMBER,
    )
    text = f"{NUMBER}\n{TITLE}\n一、<script>alert(4)</script>\u202e</span></p><iframe src=//x>。<!-- \n{AGENCY}。"
    nodes = tuple(
        node.model_copy(update={"properties": {**node.properties, "text": text, "path": '/x/"><script>.txt'}})
        if node.label == "Document"
        else node
        for node in facts.nodes
    )
    return facts.model_copy(update={"nodes": nodes})
