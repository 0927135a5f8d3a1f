package dev.gander.adapters.mcp.schema;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts the schemas that a validation will apply, without applying any: each pair of a schema and
/// a value counts once here, however often references lead to it. The library itself follows
/// references without a limit, cannot be interrupted, and overflows the stack in a circle.
final class SchemaCost {
  /// Some tenths of a second for the library.
  static final long LIMIT = 200_000;

  private static final long UNDER_WAY = -1;
  private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> SINGLES = List.of("not", "if", "then", "else");
  private static final List<String> MAPS = List.of("dependentSchemas", "dependencies");
  private static final List<String> OF_MEMBERS =
      List.of("additionalProperties", "unevaluatedProperties");
  private static final List<String> OF_ITEMS =
      List.of("items", "additionalItems", "contains", "unevaluatedItems");

  private final SchemaReferences references;
  private final Map<Visit, Long> counts = new HashMap<>();

  /// The same schema at the same place of the value.
  private record Visit(JsonObject schema, Json value) {
    @Override
    @SuppressWarnings("ReferenceEquality") // Equal parts at other places are other visits.
    public boolean equals(Object other) {
      return other instanceof Visit visit && visit.schema == schema && visit.value == value;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(schema) + System.identityHashCode(value);
    }
  }

  private SchemaCost(Json schema) {
    this.references = new SchemaReferences(schema);
  }

  /// @throws InvalidInput if it is too much, or never ends
  static void check(Json schema, Json value) {
    if (schema instanceof JsonObject object) {
      var _ = new SchemaCost(schema).count(new Visit(object, value));
    }
  }

  /// One frame of the stack for each level of schemas.
  private long count(Visit visit) {
    Long known = counts.putIfAbsent(visit, UNDER_WAY);
    if (known != null && known == UNDER_WAY) {
      throw SchemaReferences.unusable("it refers to itself without an end");
    }
    if (known != null) {
      return known;
    }
    long count = 1;
    for (Visit next : following(visit)) {
      count += count(next);
      if (count > LIMIT || counts.size() > LIMIT) {
        throw tooMuch();
      }
    }
    counts.put(visit, count);
    return count;
  }

  private static InvalidInput tooMuch() {
    return SchemaReferences.unusable(
        "a validation would take more than " + LIMIT + " steps with this value");
  }

  private List<Visit> following(Visit visit) {
    List<Visit> following = new ArrayList<>();
    sameValue(visit.schema()).forEach(schema -> add(following, schema, visit.value()));
    switch (visit.value()) {
      case JsonObject object -> addMembers(following, visit.schema(), object);
      case JsonArray(List<Json> items) -> addItems(following, visit.schema(), items);
      default -> {}
    }
    return following;
  }

  /// The truth values have no cost.
  private static void add(List<Visit> visits, Json schema, Json value) {
    if (schema instanceof JsonObject object) {
      visits.add(new Visit(object, value));
    }
    if (visits.size() > LIMIT) {
      throw tooMuch();
    }
  }

  private List<Json> sameValue(JsonObject schema) {
    List<Json> schemas = new ArrayList<>(references.of(schema));
    LISTS.forEach(keyword -> schemas.addAll(items(schema.get(keyword))));
    SINGLES.forEach(keyword -> schemas.addAll(only(schema.get(keyword))));
    MAPS.forEach(keyword -> schemas.addAll(members(schema.get(keyword)).values()));
    return schemas;
  }

  private static void addMembers(List<Visit> visits, JsonObject schema, JsonObject value) {
    Map<String, Json> named = members(schema.get("properties"));
    List<Json> forAll = new ArrayList<>(members(schema.get("patternProperties")).values());
    OF_MEMBERS.forEach(keyword -> forAll.addAll(only(schema.get(keyword))));
    List<Json> ofNames = only(schema.get("propertyNames"));
    value
        .members()
        .forEach(
            (name, member) -> {
              if (named.containsKey(name)) {
                add(visits, named.get(name), member);
              }
              forAll.forEach(it -> add(visits, it, member));
              ofNames.forEach(it -> add(visits, it, new JsonString(name)));
            });
  }

  private static void addItems(List<Visit> visits, JsonObject schema, List<Json> values) {
    for (String keyword : List.of("prefixItems", "items")) {
      List<Json> first = items(schema.get(keyword));
      for (int i = 0; i < Math.min(first.size(), values.size()); i++) {
        add(visits, first.get(i), values.get(i));
      }
    }
    for (String keyword : OF_ITEMS) {
      for (Json forAll : only(schema.get(keyword))) {
        values.forEach(value -> add(visits, forAll, value));
      }
    }
  }

  private static List<Json> items(@Nullable Json keyword) {
    return keyword instanceof JsonArray(List<Json> items) ? items : List.of();
  }

  private static List<Json> only(@Nullable Json keyword) {
    return keyword instanceof JsonObject ? List.of(keyword) : List.of();
  }

  private static Map<String, Json> members(@Nullable Json keyword) {
    return keyword instanceof JsonObject(Map<String, Json> members) ? members : Map.of();
  }
}
