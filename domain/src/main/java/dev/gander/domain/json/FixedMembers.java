package dev.gander.domain.json;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The members of a [JsonObject], in order. They never change, so objects can share them without a
/// copy.
final class FixedMembers extends AbstractMap<String, Json> {
  private final Map<String, Json> members;

  /// @param members which the caller must not change any more
  FixedMembers(Map<String, Json> members) {
    this.members = members;
  }

  static FixedMembers copyOf(Map<String, Json> members) {
    return new FixedMembers(new LinkedHashMap<>(members));
  }

  @Override
  public @Nullable Json get(@Nullable Object name) {
    return members.get(name);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return members.containsKey(name);
  }

  @Override
  public int size() {
    return members.size();
  }

  @Override
  public Set<Entry<String, Json>> entrySet() {
    return Collections.unmodifiableMap(members).entrySet();
  }
}
