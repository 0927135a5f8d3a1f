package dev.gander.adapters.bundled.chart;

import static dev.gander.adapters.bundled.chart.Drawing.require;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What flows from one thing to another: Sankey and chord diagrams.
final class FlowCharts {
  private FlowCharts() {}

  static Drawing sankey(Json data) {
    JsonFields fields = JsonFields.of(data);
    List<String> nodes = Drawing.some(fields, "nodes", node -> JsonFields.of(node).text("name"));
    Set<String> names = new HashSet<>(nodes);
    require(names.size() == nodes.size(), "two nodes must not have the same name");
    List<JsonFields> links = Drawing.some(fields, "links", JsonFields::of);
    for (JsonFields link : links) {
      for (String end : List.of("source", "target")) {
        String name = link.text(end);
        require(names.contains(name), "the " + end + " '" + name + "' of a link is no node");
      }
      require(
          link.required("value", JsonFields::asDouble) > 0,
          "the value of a link must be greater than zero");
    }
    return new Drawing(
        data, "sankey diagram: %d node(s), %d link(s)".formatted(nodes.size(), links.size()));
  }

  static Drawing chord(Json data) {
    JsonFields fields = JsonFields.of(data);
    List<String> labels = Drawing.some(fields, "labels", JsonFields::asText);
    List<List<Double>> matrix =
        Drawing.some(fields, "matrix", JsonFields.listOf(JsonFields::asDouble));
    require(
        matrix.size() == labels.size()
            && matrix.stream().allMatch(row -> row.size() == labels.size()),
        "`matrix` must have a row and a column for each of the " + labels.size() + " labels");
    require(
        matrix.stream().flatMap(List::stream).allMatch(value -> value >= 0),
        "the values of `matrix` must not be negative");
    return new Drawing(data, "chord diagram: " + labels.size() + " entities");
  }
}
