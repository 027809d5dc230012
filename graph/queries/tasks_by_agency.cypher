// title: Tasks of an agency
// title_zh: 某机关承担的任务
// description: Every task that an agency leads, is responsible for or supports, with its targets, its deadline and the words that say so.
// parameter: {"name": "agency", "type": "str", "many": true, "example": "区发改委", "description": "any name of the agency: in full, as a text has it, or short"}
// parameter: {"name": "role", "type": "str", "default": null, "example": "lead", "description": "lead, responsible or support, or 牵头, 责任, 配合; any where null"}
// parameter: {"name": "document", "type": "str", "example": "铜府〔2023〕90号", "description": "only in this document (文号, title or id); all where null", "default": null}
MATCH (a:Agency)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)<-[:HAS_TASK]-(d:Document)
WHERE (a.id IN $agency OR a.name IN $agency OR r.surface IN $agency) AND ($document IS NULL OR d.id = $document OR d.document = $document OR $document IN d.names)
WITH d, a, r, t, CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'RESPONSIBLE_FOR' THEN 'responsible' ELSE 'support' END AS role
WHERE $role IS NULL OR role = $role
OPTIONAL MATCH (t)-[:IN_SECTION]->(s:Section)
OPTIONAL MATCH (t)-[:HAS_TARGET]->(x:Target)
WITH d, a, r, t, role, s, x ORDER BY x.order
WITH d, a, r, t, role, s, collect(x {.indicator, .comparator, .value, .value_max, .unit, .kind, .deadline}) AS targets
RETURN a.id AS agency, role, r.surface AS surface, d.id AS document, d.title AS document_title, s.heading AS section,
       t.path AS path, t.title AS title, t.deadline AS deadline, targets, r.quote AS quote, t.id AS task
ORDER BY document, t.order, role, agency, r.start
