package dev.gander.application.template.value;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a filter or test was given, by place or by name.
public final class Arguments {
  private final Semantics semantics;
  private final String owner;
  private final List<Value> positional;
  private final Map<String, Value> named;

  /// @param owner the filter or test, for messages
  public Arguments(
      Semantics semantics, String owner, List<Value> positional, Map<String, Value> named) {
    this.semantics = semantics;
    this.owner = owner;
    this.positional = positional;
    this.named = named;
  }

  /// The same with a name for each place; no argument may be left over.
  Arguments as(String... names) {
    if (positional.size() > names.length) {
      throw new Misuse("too many arguments for `" + owner + "`");
    }
    Map<String, Value> all = new LinkedHashMap<>(named);
    for (int i = 0; i < positional.size(); i++) {
      if (all.put(names[i], positional.get(i)) != null) {
        throw new Misuse("`" + owner + "` has two values for `" + names[i] + "`");
      }
    }
    List<String> known = List.of(names);
    for (String name : all.keySet()) {
      if (!known.contains(name)) {
        throw new Misuse("`" + owner + "` has no argument `" + name + "`");
      }
    }
    return new Arguments(semantics, owner, List.of(), all);
  }

  /// @throws Misuse if there are any
  void none() {
    as();
  }

  @Nullable Value get(String name) {
    return named.get(name);
  }

  Value needed(String name) {
    Value value = named.get(name);
    if (value == null) {
      throw new Misuse("`" + owner + "` needs `" + name + "`");
    }
    return value;
  }

  String text(String name) {
    return semantics.text(needed(name));
  }

  String text(String name, String otherwise) {
    Value value = named.get(name);
    return value == null || value instanceof Value.None ? otherwise : semantics.text(value);
  }

  boolean flag(String name) {
    Value value = named.get(name);
    return value != null && semantics.isTrue(value);
  }

  /// A number that is not negative.
  int count(String name, int otherwise) {
    Value value = named.get(name);
    if (value == null || value instanceof Value.None) {
      return otherwise;
    }
    if (value instanceof Value.Whole(BigInteger whole) && whole.signum() >= 0) {
      return whole.bitLength() < Integer.SIZE ? whole.intValue() : Integer.MAX_VALUE;
    }
    throw new Misuse("`" + name + "` of `" + owner + "` is no count");
  }
}
