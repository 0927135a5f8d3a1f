package dev.gander.application.api.operating;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;

/// How the server is. JSON form: `{status, checks: [{name, status, data}]}`, where a status is `UP`
/// or `DOWN`.
public record HealthReport(List<Part> parts) {
  public HealthReport {
    parts = List.copyOf(parts);
  }

  /// One thing that was looked at.
  ///
  /// @param isUp false only if the server cannot do its work because of it
  public record Part(String name, boolean isUp, JsonObject data) {}

  public boolean isUp() {
    return parts.stream().allMatch(Part::isUp);
  }

  /// All that strangers learn.
  public JsonObject brief() {
    return JsonObject.of("status", status(isUp()));
  }

  public JsonObject full() {
    return brief().with("checks", JsonArray.of(parts, HealthReport::write));
  }

  private static Json write(Part part) {
    return JsonObject.builder()
        .put("name", part.name())
        .put("status", status(part.isUp()))
        .put("data", part.data())
        .build();
  }

  private static Json status(boolean isUp) {
    return Json.of(isUp ? "UP" : "DOWN");
  }
}
