package dev.gander.adapters.mcp.schema;

import com.networknt.schema.SpecificationVersion;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the references of a schema point. Parts with an `$id` are documents of their own, to which
/// the references within them are relative.
final class SchemaReferences {
  private final Json root;
  private final IdentityHashMap<Json, Json> documents = new IdentityHashMap<>();
  private final Map<String, Json> ids = new HashMap<>();
  private final Map<String, List<Json>> anchors = new HashMap<>();

  SchemaReferences(Json root) {
    this.root = root;
    note(root, root);
  }

  private void note(Json part, Json document) {
    switch (part) {
      case JsonArray(List<Json> items) -> items.forEach(item -> note(item, document));
      case JsonObject object -> {
        Optional<String> id = object.text("$id").or(() -> object.text("id"));
        Json own = id.filter(name -> !name.startsWith("#")).isPresent() ? object : document;
        documents.put(object, own);
        id.ifPresent(name -> noteId(name, object));
        object.text("$anchor").ifPresent(name -> noteAnchor(name, object));
        object.text("$dynamicAnchor").ifPresent(name -> noteAnchor(name, object));
        object.members().values().forEach(member -> note(member, own));
      }
      default -> {}
    }
  }

  private void noteId(String id, JsonObject part) {
    if (id.startsWith("#")) {
      noteAnchor(id.substring(1), part);
    } else {
      ids.put(withoutEmptyFragment(id), part);
    }
  }

  private void noteAnchor(String name, JsonObject part) {
    anchors.computeIfAbsent(name, _ -> new ArrayList<>()).add(part);
  }

  private static String withoutEmptyFragment(String id) {
    return id.endsWith("#") ? id.substring(0, id.length() - 1) : id;
  }

  /// All that the references of a part may mean: those of newer drafts depend on the way that a
  /// validation has come.
  ///
  /// @throws InvalidInput if one points out of the schema, or nowhere in it
  List<Json> of(JsonObject part) {
    List<Json> targets = new ArrayList<>();
    part.text("$ref").ifPresent(reference -> targets.addAll(targets(part, reference)));
    part.text("$dynamicRef").ifPresent(reference -> targets.addAll(targets(part, reference)));
    if (part.has("$recursiveRef")) {
      targets.addAll(List.of(root, document(part)));
    }
    return targets;
  }

  private Json document(JsonObject part) {
    return documents.getOrDefault(part, root);
  }

  private List<Json> targets(JsonObject part, String reference) {
    int mark = reference.indexOf('#');
    String address = mark < 0 ? reference : reference.substring(0, mark);
    String place = mark < 0 ? "" : reference.substring(mark + 1);
    if (!address.isEmpty() && SpecificationVersion.fromDialectId(address).isPresent()) {
      return List.of();
    }
    Json document = address.isEmpty() ? document(part) : ids.get(address);
    if (document == null) {
      throw unusable("it refers to " + reference + ", which is not in it");
    }
    return place.isEmpty() || place.startsWith("/")
        ? List.of(at(document, place, reference))
        : Optional.ofNullable(anchors.get(place)).orElseThrow(() -> nowhere(reference));
  }

  private static Json at(Json document, String place, String reference) {
    Json found = document;
    for (String step : place.isEmpty() ? List.<String>of() : steps(place)) {
      found = step(found, step);
      if (found == null) {
        throw nowhere(reference);
      }
    }
    return found;
  }

  private static List<String> steps(String pointer) {
    String plain = URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
    return List.of(plain.substring(1).split("/", -1)).stream()
        .map(step -> step.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  private static @Nullable Json step(Json from, String step) {
    return switch (from) {
      case JsonObject object -> object.get(step);
      case JsonArray(List<Json> items) when step.matches("\\d{1,9}") -> {
        int index = Integer.parseInt(step);
        yield index < items.size() ? items.get(index) : null;
      }
      default -> null;
    };
  }

  private static InvalidInput nowhere(String reference) {
    return unusable("its reference " + reference + " points nowhere");
  }

  static InvalidInput unusable(String why) {
    return new InvalidInput("The JSON Schema cannot be used: " + why);
  }
}
