// title: Agencies that work together
// title_zh: 共同承担任务的机关
// description: Pairs of agencies by how many tasks both have a part in.
// parameter: {"name": "at_least", "type": "int", "default": 1, "example": 3, "description": "fewest tasks in common"}
// parameter: {"name": "document", "type": "str", "example": "铜府〔2023〕90号", "description": "only in this document (文号, title or id); all where null", "default": null}
MATCH (a:Agency)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)<-[:HAS_TASK]-(d:Document)
WHERE $document IS NULL OR d.id = $document OR d.document = $document OR $document IN d.names
WITH t, collect(DISTINCT a.id) AS ids
WHERE size(ids) > 1
UNWIND ids AS one
UNWIND ids AS two
WITH one, two
WHERE one < two
WITH one, two, count(*) AS tasks
WHERE tasks >= $at_least
MATCH (a:Agency {id: one})
MATCH (b:Agency {id: two})
RETURN a.name AS agency, b.name AS other, tasks, one AS agency_id, two AS other_id
ORDER BY tasks DESC, agency_id, other_id
