package dev.gander.adapters.acp.update;

import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ShownWork;
import java.util.Optional;

/// What a tool does to files or in a terminal, as members of a `tool_call_update`.
final class WorkJson {
  /// In characters, each of which takes six bytes at most: some clients end a connection at a
  /// message of more than 1 MiB, and a change cannot be cut.
  private static final int LONGEST = 160_000;

  private WorkJson() {}

  /// Empty for what cannot be shown.
  static Optional<JsonObject> write(ShownWork work) {
    return switch (work) {
      case ShownWork.Begun begun -> Optional.of(write(begun));
      case ShownWork.Changed changed when size(changed) > LONGEST -> Optional.empty();
      case ShownWork.Changed(String file, String before, String after) ->
          Optional.of(
              content(
                  JsonObject.builder()
                      .put("type", "diff")
                      .put("path", file)
                      .putTextIfPresent("oldText", before)
                      .put("newText", after)
                      .build()));
      case ShownWork.InTerminal(String id) ->
          Optional.of(
              content(JsonObject.builder().put("type", "terminal").put("terminalId", id).build()));
    };
  }

  private static int size(ShownWork.Changed changed) {
    return changed.after().length() + (changed.before() == null ? 0 : changed.before().length());
  }

  private static JsonObject content(JsonObject block) {
    return JsonObject.of("content", JsonArray.of(block));
  }

  private static JsonObject write(ShownWork.Begun begun) {
    JsonObject.Builder update =
        JsonObject.builder()
            .put(
                "kind",
                switch (begun.kind()) {
                  case READ -> "read";
                  case EDIT -> "edit";
                  case EXECUTE -> "execute";
                });
    if (begun.file() != null) {
      JsonObject.Builder place = JsonObject.builder().put("path", begun.file());
      // goosed does not tell the first line of a file.
      if (begun.line() != null && begun.line() > 1) {
        place.put("line", begun.line());
      }
      update.put("locations", JsonArray.of(place.build()));
    }
    return update.build();
  }
}
