package dev.gander.application.template.value;

import dev.gander.application.template.value.Value.Items;
import dev.gander.application.template.value.Value.Members;
import dev.gander.application.template.value.Value.Textual;
import dev.gander.application.template.value.Value.Undefined;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Filters for lists, and for what can be looped over like one.
final class ListFilters {
  private final Semantics semantics;

  ListFilters(Semantics semantics) {
    this.semantics = semantics;
  }

  /// Null if there is no such filter here.
  @Nullable Value apply(String name, Value value, Arguments arguments) {
    return switch (name) {
      case "length", "count" -> Value.of(items(value, arguments).size());
      case "first" -> first(items(value, arguments), name);
      case "last" -> first(items(value, arguments).reversed(), name);
      case "min" -> first(sorted(items(value, arguments), comparison()), name);
      case "max" -> first(sorted(items(value, arguments), comparison().reversed()), name);
      case "list" -> Items.of(items(value, arguments));
      case "items" -> Items.of(pairs(value, arguments));
      case "reverse" -> reversed(value, arguments);
      case "sort" -> Items.of(sorted(value, arguments.as("reverse", "case_sensitive")));
      case "unique" -> Items.of(unique(value, arguments.as("case_sensitive")));
      case "join" -> Value.of(joined(value, arguments.as("joiner").text("joiner", "")));
      default -> null;
    };
  }

  /// For a filter without arguments.
  private List<Value> items(Value value, Arguments arguments) {
    arguments.none();
    return semantics.items(value);
  }

  private static Value first(List<Value> items, String filter) {
    return items.isEmpty() ? new Undefined("… | " + filter, false) : items.getFirst();
  }

  private List<Value> pairs(Value value, Arguments arguments) {
    List<Value> items = items(value, arguments);
    return value instanceof Members members ? semantics.pairs(members) : items;
  }

  private Value reversed(Value value, Arguments arguments) {
    List<Value> items = items(value, arguments);
    return value instanceof Textual text
        ? Value.of(new StringBuilder(text.text()).reverse().toString())
        : Items.of(items.reversed());
  }

  private List<Value> sorted(Value value, Arguments arguments) {
    boolean caseMatters = arguments.flag("case_sensitive");
    Comparator<Value> order = caseMatters ? comparison() : ignoringCase();
    return sorted(semantics.items(value), arguments.flag("reverse") ? order.reversed() : order);
  }

  private List<Value> sorted(List<Value> items, Comparator<Value> order) {
    semantics.allowance().steps(items.size());
    return items.stream().sorted(order).toList();
  }

  private List<Value> unique(Value value, Arguments arguments) {
    Set<Value> seen =
        new TreeSet<>(arguments.flag("case_sensitive") ? comparison() : ignoringCase());
    List<Value> unique = new ArrayList<>(semantics.items(value));
    unique.removeIf(item -> !seen.add(item));
    return unique;
  }

  private Comparator<Value> comparison() {
    return semantics.comparison()::compare;
  }

  private Comparator<Value> ignoringCase() {
    return (a, b) -> semantics.comparison().compare(lowered(a), lowered(b));
  }

  private Value lowered(Value value) {
    if (!(value instanceof Textual text)) {
      return value;
    }
    semantics.allowance().text(text.text().length());
    return Value.of(text.text().toLowerCase(Locale.ROOT));
  }

  private String joined(Value value, String joiner) {
    StringBuilder out = new StringBuilder();
    String comma = "";
    for (Value item : semantics.items(value)) {
      String text = semantics.text(item);
      semantics.allowance().fits(out.length() + (long) joiner.length() + text.length());
      semantics.allowance().text((long) joiner.length() + text.length());
      semantics.allowance().step();
      out.append(comma).append(text);
      comma = joiner;
    }
    return out.toString();
  }
}
