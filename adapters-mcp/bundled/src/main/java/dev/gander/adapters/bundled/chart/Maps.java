package dev.gander.adapters.bundled.chart;

import static dev.gander.adapters.bundled.chart.Drawing.require;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import java.util.List;

/// Places on a map.
final class Maps {
  private Maps() {}

  static Drawing map(Json data) {
    JsonFields fields = JsonFields.of(data);
    List<JsonFields> markers = Drawing.some(fields, "markers", JsonFields::of);
    markers.forEach(Maps::checkPlace);
    JsonFields center = fields.optional("center", JsonFields::of);
    if (center != null) {
      checkPlace(center);
    }
    return new Drawing(data, "map: " + markers.size() + " marker(s)");
  }

  private static void checkPlace(JsonFields place) {
    double latitude = place.required("lat", JsonFields::asDouble);
    double longitude = place.required("lng", JsonFields::asDouble);
    require(Math.abs(latitude) <= 90, "the latitude " + latitude + " is not from -90 to 90");
    require(Math.abs(longitude) <= 180, "the longitude " + longitude + " is not from -180 to 180");
  }
}
