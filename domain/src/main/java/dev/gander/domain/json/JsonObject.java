package dev.gander.domain.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON object; members keep their order.
public record JsonObject(Map<String, Json> members) implements Json {
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  public JsonObject {
    members = members instanceof FixedMembers ? members : FixedMembers.copyOf(members);
  }

  public static JsonObject of(String name, Json value) {
    return new JsonObject(Map.of(name, value));
  }

  public static Builder builder() {
    return new Builder();
  }

  /// The member, or null if it is absent; a member `null` is [JsonNull].
  public @Nullable Json get(String name) {
    return members.get(name);
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public boolean isEmpty() {
    return members.isEmpty();
  }

  /// The text of a member; empty if it is absent or not text.
  public Optional<String> text(String name) {
    return get(name) instanceof JsonString(String value) ? Optional.of(value) : Optional.empty();
  }

  /// The member as an object; empty if it is absent or not an object.
  public Optional<JsonObject> object(String name) {
    return get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  /// The member as an array; empty if it is absent or not an array.
  public Optional<JsonArray> array(String name) {
    return get(name) instanceof JsonArray array ? Optional.of(array) : Optional.empty();
  }

  /// A copy in which `name` has `value`: in its existing position, else at the end.
  public JsonObject with(String name, Json value) {
    return members instanceof FixedMembers fixed && fixed.containsKey(name)
        ? new JsonObject(fixed.with(name, value))
        : builder().putAll(this).put(name, value).build();
  }

  public JsonObject without(Set<String> names) {
    if (Collections.disjoint(members.keySet(), names)) {
      return this;
    }
    if (names.containsAll(members.keySet())) {
      return EMPTY;
    }
    var rest = new LinkedHashMap<>(members);
    rest.keySet().removeAll(names);
    return new JsonObject(rest);
  }

  /// Collects members in order. Not thread-safe.
  public static final class Builder {
    private FixedMembers members = new FixedMembers();
    private boolean givenAway;

    private Builder() {}

    public Builder put(String name, Json value) {
      own().add(name, value);
      return this;
    }

    public Builder put(String name, String value) {
      return put(name, Json.of(value));
    }

    public Builder put(String name, long value) {
      return put(name, Json.of(value));
    }

    public Builder put(String name, boolean value) {
      return put(name, Json.of(value));
    }

    /// Writes `null` for a missing value instead of omitting the member.
    public Builder putOrNull(String name, @Nullable Json value) {
      return put(name, value == null ? JsonNull.NULL : value);
    }

    /// Writes `null` for a missing text instead of omitting the member.
    public Builder putOrNull(String name, @Nullable String value) {
      return putOrNull(name, value == null ? null : Json.of(value));
    }

    /// Writes `null` for a missing number instead of omitting the member.
    public Builder putOrNull(String name, @Nullable Number value) {
      return putOrNull(name, value == null ? null : number(value));
    }

    /// Omits the member if there is no value.
    public Builder putIfPresent(String name, @Nullable Json value) {
      return value == null ? this : put(name, value);
    }

    /// Omits the member if there is no text.
    public Builder putTextIfPresent(String name, @Nullable String value) {
      return value == null ? this : put(name, Json.of(value));
    }

    public Builder putAll(JsonObject other) {
      own().addAll(other.members());
      return this;
    }

    public JsonObject build() {
      givenAway = true;
      return new JsonObject(members);
    }

    /// The members, copied first if a built object already owns them.
    private FixedMembers own() {
      if (givenAway) {
        members = members.copy();
        givenAway = false;
      }
      return members;
    }

    private static Json number(Number value) {
      return value instanceof Double || value instanceof Float
          ? Json.of(value.doubleValue())
          : Json.of(value.longValue());
    }
  }
}
