// title: Tasks of groups
// title_zh: 交给一类单位的任务
// description: Every task given to a group that names no single body (各部门, 各镇街), so that nobody overlooks a duty that is theirs too.
// parameter: {"name": "role", "type": "str", "default": null, "example": "lead", "description": "lead, responsible or support; any where null"}
// parameter: {"name": "document", "type": "str", "example": "铜府〔2023〕90号", "description": "only in this document (文号, title or id); all where null", "default": null}
MATCH (a:Agency)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)<-[:HAS_TASK]-(d:Document)
WHERE a.kind = 'group' AND ($document IS NULL OR d.id = $document OR d.document = $document OR $document IN d.names)
WITH a.id AS agency, d.id AS document, d.title AS document_title, r.surface AS surface, r.quote AS quote, r.start AS start, t,
     CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'RESPONSIBLE_FOR' THEN 'responsible' ELSE 'support' END AS role
WHERE $role IS NULL OR role = $role
OPTIONAL MATCH (t)-[:IN_SECTION]->(s:Section)
WITH agency, document, document_title, surface, quote, start, role, t, s.heading AS section
OPTIONAL MATCH (t)-[:HAS_TARGET]->(x:Target)
WITH agency, document, document_title, surface, quote, start, role, t, section, x ORDER BY x.order
WITH agency, document, document_title, surface, quote, start, role, t, section,
     collect(x {.indicator, .comparator, .value, .value_max, .unit, .deadline}) AS targets
RETURN agency, role, surface, document, document_title, section,
       t.path AS path, t.title AS title, t.deadline AS deadline, targets, quote, t.id AS task
ORDER BY document, t.order, role, agency, start
