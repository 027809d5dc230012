// title: Counts
// title_zh: 数量
// description: How many nodes of each label and relationships of each type there are.
CALL {
  MATCH (n:Document) RETURN 'node' AS what, 'Document' AS name, count(n) AS count
  UNION ALL
  MATCH (n:Section) RETURN 'node' AS what, 'Section' AS name, count(n) AS count
  UNION ALL
  MATCH (n:Task) RETURN 'node' AS what, 'Task' AS name, count(n) AS count
  UNION ALL
  MATCH (n:Agency) RETURN 'node' AS what, 'Agency' AS name, count(n) AS count
  UNION ALL
  MATCH (n:Project) RETURN 'node' AS what, 'Project' AS name, count(n) AS count
  UNION ALL
  MATCH (n:Target) RETURN 'node' AS what, 'Target' AS name, count(n) AS count
  UNION ALL
  MATCH (n:Indicator) RETURN 'node' AS what, 'Indicator' AS name, count(n) AS count
  UNION ALL
  MATCH (n:Region) RETURN 'node' AS what, 'Region' AS name, count(n) AS count
  UNION ALL
  MATCH (:Document)-[r:ISSUED_BY]->() RETURN 'relationship' AS what, 'ISSUED_BY' AS name, count(r) AS count
  UNION ALL
  MATCH (:Document)-[r:ADDRESSED_TO]->() RETURN 'relationship' AS what, 'ADDRESSED_TO' AS name, count(r) AS count
  UNION ALL
  MATCH (:Document)-[r:CITES]->() RETURN 'relationship' AS what, 'CITES' AS name, count(r) AS count
  UNION ALL
  MATCH (:Task)-[r:CITES]->() RETURN 'relationship' AS what, 'CITES' AS name, count(r) AS count
  UNION ALL
  MATCH (:Document)-[r:HAS_SECTION]->() RETURN 'relationship' AS what, 'HAS_SECTION' AS name, count(r) AS count
  UNION ALL
  MATCH (:Section)-[r:HAS_SECTION]->() RETURN 'relationship' AS what, 'HAS_SECTION' AS name, count(r) AS count
  UNION ALL
  MATCH (:Document)-[r:HAS_TASK]->() RETURN 'relationship' AS what, 'HAS_TASK' AS name, count(r) AS count
  UNION ALL
  MATCH (:Task)-[r:IN_SECTION]->() RETURN 'relationship' AS what, 'IN_SECTION' AS name, count(r) AS count
  UNION ALL
  MATCH (:Agency)-[r:LEADS]->() RETURN 'relationship' AS what, 'LEADS' AS name, count(r) AS count
  UNION ALL
  MATCH (:Agency)-[r:RESPONSIBLE_FOR]->() RETURN 'relationship' AS what, 'RESPONSIBLE_FOR' AS name, count(r) AS count
  UNION ALL
  MATCH (:Agency)-[r:SUPPORTS]->() RETURN 'relationship' AS what, 'SUPPORTS' AS name, count(r) AS count
  UNION ALL
  MATCH (:Task)-[r:INCLUDES]->() RETURN 'relationship' AS what, 'INCLUDES' AS name, count(r) AS count
  UNION ALL
  MATCH (:Document)-[r:HAS_PROJECT]->() RETURN 'relationship' AS what, 'HAS_PROJECT' AS name, count(r) AS count
  UNION ALL
  MATCH (:Task)-[r:HAS_TARGET]->() RETURN 'relationship' AS what, 'HAS_TARGET' AS name, count(r) AS count
  UNION ALL
  MATCH (:Document)-[r:HAS_TARGET]->() RETURN 'relationship' AS what, 'HAS_TARGET' AS name, count(r) AS count
  UNION ALL
  MATCH (:Target)-[r:MEASURES]->() RETURN 'relationship' AS what, 'MEASURES' AS name, count(r) AS count
  UNION ALL
  MATCH (:Agency)-[r:IN_REGION]->() RETURN 'relationship' AS what, 'IN_REGION' AS name, count(r) AS count
  UNION ALL
  MATCH (:Region)-[r:PART_OF]->() RETURN 'relationship' AS what, 'PART_OF' AS name, count(r) AS count
}
WITH what, name, sum(count) AS count
WHERE count > 0
RETURN what, name, count
ORDER BY what, name
