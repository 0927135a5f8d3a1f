package dev.gander.provider.kit.openai;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.GrowingText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// Collects the items of a response in the order of their `output_index`, in whatever order the
/// events come.
final class OutputItems {
  /// A call whose arguments are still arriving.
  static final class OpenCall {
    private final String id;
    private final GrowingText arguments = new GrowingText();

    private OpenCall(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }

    String arguments() {
      return arguments.toString();
    }
  }

  private final TreeMap<Long, JsonObject> finished = new TreeMap<>();
  private final TreeMap<Long, OpenCall> open = new TreeMap<>();

  static String callId(JsonObject item) {
    return item.text("call_id").or(() -> item.text("id")).orElse("");
  }

  void begin(JsonObject event) {
    JsonObject item = event.object("item").orElse(JsonObject.EMPTY);
    long index = index(event);
    if (item.text("type").orElse("").equals("function_call") && !finished.containsKey(index)) {
      open.putIfAbsent(index, new OpenCall(callId(item)));
    }
  }

  void grow(JsonObject event) {
    OpenCall call = open.get(index(event));
    if (call != null) {
      call.arguments.append(event.text("delta").orElse(""));
    }
  }

  void finish(JsonObject event) {
    long index = index(event);
    open.remove(index);
    event.object("item").ifPresent(item -> finished.put(index, item));
  }

  /// The service's own list at the end replaces the collected items, unless it is empty.
  void replace(JsonArray output) {
    if (output.items().isEmpty()) {
      return;
    }
    finished.clear();
    open.clear();
    for (Json item : output.items()) {
      if (item instanceof JsonObject object) {
        finished.put((long) finished.size(), object);
      }
    }
  }

  List<JsonObject> finished() {
    return new ArrayList<>(finished.values());
  }

  Collection<OpenCall> open() {
    return open.values();
  }

  /// Without an index, an item comes after all others.
  private long index(JsonObject event) {
    if (event.get("output_index") instanceof JsonNumber number && number.integer().isPresent()) {
      return number.integer().getAsLong();
    }
    return finished.isEmpty() ? 0 : finished.lastKey() + 1;
  }
}
