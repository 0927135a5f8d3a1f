package dev.gander.application.template.value;

import dev.gander.application.template.value.Value.Undefined;
import org.jspecify.annotations.Nullable;

/// The filters that templates may use: `value | name(arguments)`.
public final class Filters {
  private final Semantics semantics;
  private final TextFilters texts;
  private final ListFilters lists;
  private final NumberFilters numbers;

  public Filters(Semantics semantics) {
    this.semantics = semantics;
    this.texts = new TextFilters(semantics);
    this.lists = new ListFilters(semantics);
    this.numbers = new NumberFilters(semantics);
  }

  public Value apply(String name, Value value, Arguments arguments, Escaping escaping) {
    Value result =
        switch (name) {
          case "default", "d" -> otherwise(value, arguments.as("default_value", "boolean"));
          case "escape", "e" -> texts.escaped(value, escaping);
          default -> known(name, value, arguments);
        };
    if (result == null) {
      throw new Misuse("unknown filter `" + name + "`");
    }
    return result;
  }

  private @Nullable Value known(String name, Value value, Arguments arguments) {
    Value text = texts.apply(name, value, arguments);
    Value textOrList = text == null ? lists.apply(name, value, arguments) : text;
    return textOrList == null ? numbers.apply(name, value, arguments) : textOrList;
  }

  /// With a true second argument, values that are not true count as undefined too.
  private Value otherwise(Value value, Arguments arguments) {
    boolean isMissing =
        value instanceof Undefined || (arguments.flag("boolean") && !semantics.isTrue(value));
    if (!isMissing) {
      return value;
    }
    Value other = arguments.get("default_value");
    return other == null ? Value.of("") : other;
  }
}
