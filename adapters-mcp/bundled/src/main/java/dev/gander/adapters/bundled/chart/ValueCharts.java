package dev.gander.adapters.bundled.chart;

import static dev.gander.adapters.bundled.chart.Drawing.require;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNumber;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Values along axes: line, bar, scatter and radar charts.
final class ValueCharts {
  private static final Set<String> TYPES = Set.of("line", "bar", "scatter");

  private ValueCharts() {}

  static Drawing radar(Json data) {
    JsonFields fields = JsonFields.of(data);
    List<String> labels = Drawing.some(fields, "labels", JsonFields::asText);
    List<JsonFields> sets = Drawing.some(fields, "datasets", JsonFields::of);
    for (JsonFields set : sets) {
      List<Double> values = set.required("data", JsonFields.listOf(JsonFields::asDouble));
      require(
          values.size() == labels.size(),
          "'%s' has %d values for %d labels"
              .formatted(set.text("label"), values.size(), labels.size()));
    }
    return new Drawing(
        data, "radar chart: %d axes, %d dataset(s)".formatted(labels.size(), sets.size()));
  }

  static Drawing plot(Json data) {
    JsonFields fields = JsonFields.of(data);
    String type = fields.text("type");
    if (!TYPES.contains(type)) {
      throw new InvalidShape(
          "unknown variant `" + type + "`, expected one of `line`, `scatter`, `bar`");
    }
    Optional<List<String>> labels =
        Optional.ofNullable(fields.optional("labels", JsonFields.listOf(JsonFields::asText)));
    List<JsonFields> sets = Drawing.some(fields, "datasets", JsonFields::of);
    sets.forEach(set -> checkPlot(set, labels));
    String title = Optional.ofNullable(fields.optionalText("title")).orElse("Untitled");
    return new Drawing(
        data, "%s chart: \"%s\" with %d dataset(s)".formatted(type, title, sets.size()));
  }

  private static void checkPlot(JsonFields set, Optional<List<String>> labels) {
    String label = set.text("label");
    List<Json> values = Drawing.some(set, "data", value -> value);
    boolean points = !(values.getFirst() instanceof JsonNumber);
    for (Json value : values) {
      if (points) {
        JsonFields point = JsonFields.of(value);
        point.required("x", JsonFields::asDouble);
        point.required("y", JsonFields::asDouble);
      } else {
        JsonFields.asDouble(value);
      }
    }
    require(
        points || labels.isEmpty() || labels.get().size() == values.size(),
        "'%s' has %d values for %d labels"
            .formatted(label, values.size(), labels.map(List::size).orElse(0)));
  }
}
