package dev.gander.adapters.bundled.chart;

import static dev.gander.adapters.bundled.chart.Drawing.require;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNumber;
import java.util.List;
import java.util.Optional;

/// The parts of a whole: donuts and treemaps.
final class PartCharts {
  private PartCharts() {}

  /// One chart, or a list of them.
  static Drawing donut(Json data) {
    List<Json> charts = data instanceof JsonArray array ? array.items() : List.of(data);
    require(!charts.isEmpty(), "there must be at least one chart");
    charts.forEach(PartCharts::checkDonut);
    return new Drawing(new JsonArray(charts), "donut diagram: " + charts.size() + " chart(s)");
  }

  private static void checkDonut(Json chart) {
    JsonFields fields = JsonFields.of(chart);
    List<Double> values = Drawing.some(fields, "values", PartCharts::value);
    require(values.stream().allMatch(value -> value >= 0), "`values` must not be less than zero");
    List<String> labels = fields.optional("labels", JsonFields.listOf(JsonFields::asText));
    require(
        labels == null || labels.size() == values.size(),
        "`labels` must have as many items as `values`");
    String type = fields.optionalText("type");
    if (type != null && !type.equals("doughnut") && !type.equals("pie")) {
      throw new InvalidShape("unknown variant `" + type + "`, expected `doughnut` or `pie`");
    }
  }

  private static double value(Json item) {
    if (item instanceof JsonNumber number) {
      return number.doubleValue();
    }
    JsonFields fields = JsonFields.of(item);
    fields.text("label");
    return fields.required("value", JsonFields::asDouble);
  }

  static Drawing treemap(Json data) {
    int leaves = leaves(data);
    return new Drawing(
        data,
        "treemap: \"%s\" with %d leaf node(s)".formatted(JsonFields.of(data).text("name"), leaves));
  }

  private static int leaves(Json node) {
    JsonFields fields = JsonFields.of(node);
    String name = fields.text("name");
    Optional<Double> value = Optional.ofNullable(fields.optional("value", JsonFields::asDouble));
    List<Json> children =
        Optional.ofNullable(fields.optional("children", JsonFields.listOf(child -> child)))
            .orElse(List.of());
    require(
        value.isPresent() || !children.isEmpty(),
        "'" + name + "' needs a value, since it has no children");
    require(value.orElse(0.0) >= 0, "the value of '" + name + "' must not be less than zero");
    return children.isEmpty() ? 1 : children.stream().mapToInt(PartCharts::leaves).sum();
  }
}
