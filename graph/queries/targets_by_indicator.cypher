// title: Targets of an indicator
// title_zh: 某指标的目标
// description: What documents commit themselves to about one indicator, side by side.
// parameter: {"name": "indicator", "type": "str", "example": "常住人口城镇化率", "description": "canonical name of the indicator, or the words of a text"}
MATCH (d:Document)-[:HAS_TARGET]->(x:Target)
OPTIONAL MATCH (x)-[:MEASURES]->(i:Indicator)
WITH d, x, i WHERE i.name = $indicator OR x.indicator = $indicator
RETURN d.id AS document, x.indicator AS surface, x.comparator AS comparator, x.value AS value, x.value_max AS value_max,
       x.unit AS unit, x.si_value AS si_value, x.si_unit AS si_unit, x.kind AS kind, x.deadline AS deadline,
       x.baseline AS baseline, x.modality AS modality, x.quote AS quote, x.id AS target
ORDER BY document, x.order
