// title: Targets of a document
// title_zh: 某文件的目标
// description: Every numeric commitment, in the order of the text.
// parameter: {"name": "document", "type": "str", "example": "铜府〔2023〕90号", "description": "only in this document (文号, title or id); all where null", "default": null}
MATCH (d:Document)-[:HAS_TARGET]->(x:Target)
WHERE ($document IS NULL OR d.id = $document OR d.document = $document OR $document IN d.names)
OPTIONAL MATCH (x)-[:MEASURES]->(i:Indicator)
OPTIONAL MATCH (t:Task)-[:HAS_TARGET]->(x)
RETURN d.id AS document, i.name AS indicator, x.indicator AS surface, x.comparator AS comparator, x.value AS value,
       x.value_max AS value_max, x.unit AS unit, x.si_value AS si_value, x.si_unit AS si_unit, x.kind AS kind,
       x.deadline AS deadline, x.baseline AS baseline, x.modality AS modality, t.title AS task, x.quote AS quote
ORDER BY document, x.order, x.id, t.id
