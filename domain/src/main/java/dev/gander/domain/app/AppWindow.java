package dev.gander.domain.app;

import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;

/// The window of an app; sizes in pixels. JSON form: `{width, height, resizable}`.
public record AppWindow(long width, long height, boolean resizable) {
  public static final AppWindow USUAL = new AppWindow(800, 600, true);
  private static final long LARGEST = 0xFFFF_FFFFL;

  /// The window in an app's metadata. One that is described in part has the usual rest; empty if
  /// nothing describes it.
  public static Optional<AppWindow> partly(JsonObject members) {
    if (!members.has("width") && !members.has("height") && !members.has("resizable")) {
      return Optional.empty();
    }
    return Optional.of(
        new AppWindow(
            size(members, "width").orElse(USUAL.width),
            size(members, "height").orElse(USUAL.height),
            flag(members).orElse(USUAL.resizable)));
  }

  /// The window in a resource's metadata; the usual one unless it is described completely.
  public static AppWindow complete(JsonObject members) {
    boolean all =
        size(members, "width").isPresent()
            && size(members, "height").isPresent()
            && flag(members).isPresent();
    return all ? partly(members).orElse(USUAL) : USUAL;
  }

  public JsonObject toJson() {
    return JsonObject.builder()
        .put("width", width)
        .put("height", height)
        .put("resizable", resizable)
        .build();
  }

  private static Optional<Long> size(JsonObject members, String name) {
    return members.get(name) instanceof JsonNumber number && number.integer().isPresent()
        ? Optional.of(number.integer().getAsLong()).filter(it -> it >= 0 && it <= LARGEST)
        : Optional.empty();
  }

  private static Optional<Boolean> flag(JsonObject members) {
    return members.get("resizable") instanceof JsonBool flag
        ? Optional.of(flag.value())
        : Optional.empty();
  }
}
