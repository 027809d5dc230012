"""What a reader of Chinese calls our fields and values: the words of the highlight page and of readable tables."""

from __future__ import annotations

from ..schemas import AgencyKind, Basis, CitationRole, Modality, Phase, ProjectKind, Role, TargetKind

HEADER_FIELDS = {
    "doc_number": "发文字号",
    "title": "标题",
    "attached_title": "印发件标题",
    "genre": "文种",
    "issuers": "发文机关",
    "addressees": "主送机关",
    "issued_on": "成文日期",
    "disclosure": "公开属性",
}
ROLES = {Role.LEAD: "牵头", Role.RESPONSIBLE: "责任", Role.SUPPORT: "配合"}
BASES = {Basis.NOTE: "责任附注", Basis.INLINE: "行文", Basis.TABLE: "表格"}
AGENCY_KINDS = {
    AgencyKind.GOVERNMENT: "政府",
    AgencyKind.DEPARTMENT: "部门",
    AgencyKind.PARTY: "党委机构",
    AgencyKind.COMMITTEE: "管委会",
    AgencyKind.ENTERPRISE: "企业",
    AgencyKind.INSTITUTION: "事业单位",
    AgencyKind.GROUP: "统称",
}
PHASES = {
    Phase.STUDY: "研究论证",
    Phase.PLAN: "谋划",
    Phase.START: "开工",
    Phase.BUILD: "建设",
    Phase.COMPLETE: "建成",
    Phase.OPERATE: "投运",
    Phase.UPGRADE: "改造提升",
    Phase.APPLY: "创建申报",
}
PROJECT_KINDS = {ProjectKind.WORKS: "工程项目", ProjectKind.PROGRAMME: "行动计划"}
TARGET_KINDS = {
    TargetKind.LEVEL: "水平",
    TargetKind.INCREASE: "增加",
    TargetKind.DECREASE: "减少",
    TargetKind.RATE: "增速",
}
MODALITIES = {Modality.PLAIN: "一般", Modality.STRETCH: "力争", Modality.BINDING: "约束"}
CITATION_ROLES = {
    CitationRole.BASIS: "依据",
    CitationRole.IMPLEMENTS: "落实",
    CitationRole.FORWARDS: "转发",
    CitationRole.AMENDS: "修改",
    CitationRole.REPEALS: "废止",
    CitationRole.MENTIONS: "提及",
}
