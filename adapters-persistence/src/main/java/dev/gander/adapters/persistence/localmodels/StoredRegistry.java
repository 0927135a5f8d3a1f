package dev.gander.adapters.persistence.localmodels;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.StoredModel;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The content of `registry.json`: `{"models": […]}`, some of whose items we understand.
///
/// @param whole as it is in the file
/// @param entries its items
/// @param problems why some of them count for nothing, for a log
record StoredRegistry(JsonObject whole, List<Entry> entries, List<String> problems) {
  static final StoredRegistry NONE = new StoredRegistry(JsonObject.EMPTY, List.of(), List.of());
  private static final String MODELS = "models";

  /// @param model null for an item that counts for nothing
  record Entry(Json json, @Nullable StoredModel model) {}

  /// A file of another shape than ours.
  static final class NotARegistry extends Exception {
    private static final long serialVersionUID = 1;

    NotARegistry(String problem) {
      super(problem);
    }
  }

  static StoredRegistry read(byte[] content) throws NotARegistry {
    if (new String(content, StandardCharsets.UTF_8).isBlank()) {
      return NONE;
    }
    Json json = parsed(content);
    if (json instanceof JsonObject whole && whole.get(MODELS) instanceof JsonArray array) {
      return of(whole, array.items());
    }
    throw new NotARegistry("it has no list `" + MODELS + "`");
  }

  private static Json parsed(byte[] content) throws NotARegistry {
    try {
      return JsonText.parse(content);
    } catch (JsonSyntaxException e) {
      throw new NotARegistry(e.unquoted());
    }
  }

  private static StoredRegistry of(JsonObject whole, List<Json> items) {
    Map<String, StoredModel> known = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Json item : items) {
      StoredModel model = null;
      try {
        StoredModel read = StoredModelJson.read(item);
        model = known.putIfAbsent(read.id(), read) == null ? read : null;
      } catch (InvalidShape e) {
        problems.add("entry " + (entries.size() + 1) + ": " + e.unquoted());
      }
      entries.add(new Entry(item, model));
    }
    return new StoredRegistry(whole, List.copyOf(entries), List.copyOf(problems));
  }

  List<StoredModel> models() {
    List<StoredModel> models = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.model() != null) {
        models.add(entry.model());
      }
    }
    return List.copyOf(models);
  }

  /// The content with other models: an unchanged one keeps its text, and what is not understood
  /// stays.
  byte[] changedTo(List<StoredModel> wanted) {
    Map<String, StoredModel> rest = new LinkedHashMap<>();
    wanted.forEach(model -> rest.put(model.id(), model));
    List<Json> written = new ArrayList<>();
    for (Entry entry : entries) {
      StoredModel before = entry.model();
      StoredModel now = before == null ? null : rest.remove(before.id());
      if (before == null || before.equals(now)) {
        written.add(entry.json());
      } else if (now != null) {
        written.add(StoredModelJson.write(now, (JsonObject) entry.json()));
      }
    }
    rest.values().forEach(added -> written.add(StoredModelJson.write(added, JsonObject.EMPTY)));
    return JsonText.pretty(whole.with(MODELS, new JsonArray(written)))
        .getBytes(StandardCharsets.UTF_8);
  }
}
