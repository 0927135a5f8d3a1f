package dev.gander.application.template.value;

import dev.gander.application.template.value.Value.Bool;
import dev.gander.application.template.value.Value.Items;
import dev.gander.application.template.value.Value.Members;
import dev.gander.application.template.value.Value.None;
import dev.gander.application.template.value.Value.Real;
import dev.gander.application.template.value.Value.Round;
import dev.gander.application.template.value.Value.Textual;
import dev.gander.application.template.value.Value.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What values mean within one rendering, where undefined ones may be errors.
public final class Semantics {
  private final boolean strict;
  private final Allowance allowance;
  private final ValueText texts;
  private final Comparison comparison;

  /// @param strict whether using an undefined value is an error
  public Semantics(boolean strict, Allowance allowance) {
    this.strict = strict;
    this.allowance = allowance;
    this.texts = new ValueText(allowance);
    this.comparison = new Comparison(allowance);
  }

  public Allowance allowance() {
    return allowance;
  }

  public ValueText texts() {
    return texts;
  }

  public Comparison comparison() {
    return comparison;
  }

  /// The same value.
  ///
  /// @throws Misuse if it is undefined and must not be
  public Value usable(Value value) {
    if (strict && value instanceof Value.Undefined(String name, boolean silent) && !silent) {
      throw undefined(name);
    }
    return value;
  }

  public static Misuse undefined(String name) {
    return new Misuse("`" + name + "` is undefined");
  }

  /// The value as a text, for filters and operators that take texts.
  public String text(Value value) {
    return texts.printed(usable(value));
  }

  public boolean isTrue(Value value) {
    return switch (usable(value)) {
      case Value.Undefined _, None _ -> false;
      case Bool(boolean bool) -> bool;
      case Whole(var whole) -> whole.signum() != 0;
      case Real(double real) -> real != 0;
      case Textual text -> !text.text().isEmpty();
      case Items(List<Value> items, int _) -> !items.isEmpty();
      case Members(Map<String, Value> members, int _) -> !members.isEmpty();
      case Round _ -> true;
    };
  }

  /// What a loop goes through: a list's items, a map's keys, a text's characters.
  public List<Value> items(Value value) {
    return switch (usable(value)) {
      case Value.Undefined _, None _ -> List.of();
      case Items(List<Value> items, int _) -> items;
      case Members(Map<String, Value> members, int _) -> {
        allowance.steps(members.size());
        yield Value.texts(members.keySet());
      }
      case Textual text -> characters(text.text());
      case Bool _, Whole _, Real _, Round _ -> throw new Misuse("cannot loop over " + value.kind());
    };
  }

  /// The members of a map as lists of name and value.
  public List<Value> pairs(Members members) {
    allowance.steps(members.members().size());
    return members.members().entrySet().stream()
        .<Value>map(pair -> Items.of(List.of(Value.of(pair.getKey()), pair.getValue())))
        .toList();
  }

  private List<Value> characters(String text) {
    allowance.steps(text.length());
    List<Value> characters = new ArrayList<>(text.length());
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      characters.add(Value.of(text.substring(at, text.offsetByCodePoints(at, 1))));
    }
    return characters;
  }

  public boolean contains(Value container, Value item) {
    return switch (usable(container)) {
      case Value.Undefined _ -> false;
      case Items(List<Value> items, int _) ->
          items.stream().anyMatch(other -> comparison.same(item, other));
      case Members(Map<String, Value> members, int _) -> members.containsKey(text(item));
      case Textual text -> {
        String part = text(item);
        allowance.search(text.text(), part);
        yield text.text().contains(part);
      }
      case None _, Bool _, Whole _, Real _, Round _ ->
          throw new Misuse(container.kind() + " holds nothing");
    };
  }
}
