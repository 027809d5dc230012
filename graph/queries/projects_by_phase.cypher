// title: Projects by phase
// title_zh: 项目及其阶段
// description: Named works and programmes, with what is to happen to each.
// parameter: {"name": "phase", "type": "str", "default": null, "example": "complete", "description": "study, plan, start, build, complete, operate, upgrade or apply; any where null"}
// parameter: {"name": "kind", "type": "str", "default": null, "example": "works", "description": "works or programme; both where null"}
// parameter: {"name": "document", "type": "str", "example": "铜府〔2023〕90号", "description": "only in this document (文号, title or id); all where null", "default": null}
MATCH (d:Document)-[r:HAS_PROJECT]->(p:Project)
WHERE ($phase IS NULL OR r.phase = $phase) AND ($kind IS NULL OR p.kind = $kind) AND ($document IS NULL OR d.id = $document OR d.document = $document OR $document IN d.names)
WITH r.phase AS phase, p.name AS project, p.kind AS kind, d.id AS document, r.quote AS quote, p.id AS id, r.start AS start
RETURN phase, project, kind, document, quote, id
ORDER BY phase, project, id, document, start
