package dev.gander.adapters.bundled.chart;

import dev.gander.domain.extension.Resource;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A kind of picture: its tool, and the page that draws it.
enum Visual {
  CHART("show_chart", "Chart", "echarts.min.js"),
  SANKEY("render_sankey", "Sankey Diagram", "echarts.min.js"),
  RADAR("render_radar", "Radar Chart", "echarts.min.js"),
  DONUT("render_donut", "Donut/Pie Chart", "echarts.min.js"),
  TREEMAP("render_treemap", "Treemap", "echarts.min.js"),
  CHORD("render_chord", "Chord Diagram", "echarts.min.js"),
  MAP("render_map", "Interactive Map", "leaflet.js"),
  MERMAID("render_mermaid", "Mermaid Diagram", "mermaid.min.js");

  private final String tool;
  private final String title;
  private final String library;

  Visual(String tool, String title, String library) {
    this.tool = tool;
    this.title = title;
    this.library = library;
  }

  static Optional<Visual> at(String uri) {
    return Arrays.stream(values()).filter(visual -> visual.uri().equals(uri)).findFirst();
  }

  String tool() {
    return tool;
  }

  /// The file of the library that its page needs.
  String library() {
    return library;
  }

  /// Its name in addresses and of its script.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String uri() {
    return "ui://autovisualiser/" + word();
  }

  Resource resource() {
    return new Resource(uri(), title);
  }

  /// @throws dev.gander.domain.json.InvalidShape if members are missing or of the wrong type
  /// @throws dev.gander.domain.error.ExtensionException if the data make no sense
  Drawing read(JsonObject arguments) {
    JsonFields given = new JsonFields(arguments);
    return switch (this) {
      case CHART -> ValueCharts.plot(data(given));
      case SANKEY -> FlowCharts.sankey(data(given));
      case RADAR -> ValueCharts.radar(data(given));
      case DONUT -> PartCharts.donut(data(given));
      case TREEMAP -> PartCharts.treemap(data(given));
      case CHORD -> FlowCharts.chord(data(given));
      case MAP -> Maps.map(data(given));
      case MERMAID -> mermaid(given);
    };
  }

  /// Models write the data as a text now and then.
  private static Json data(JsonFields given) {
    Json data = given.required("data", value -> value);
    if (!(data instanceof JsonString(String text))) {
      return data;
    }
    try {
      return JsonText.parse(text);
    } catch (JsonSyntaxException e) {
      throw Drawing.invalid("`data` is a text that is no JSON: " + e.unquoted());
    }
  }

  private static Drawing mermaid(JsonFields given) {
    String code = given.text("mermaid_code");
    Drawing.require(!code.isBlank(), "`mermaid_code` must not be empty");
    return new Drawing(given.object(), "mermaid diagram: " + code);
  }
}
