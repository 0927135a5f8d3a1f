package dev.gander.application.template.value;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value of a template.
public sealed interface Value {
  /// What a name without a value has, or a member that is missing.
  ///
  /// @param silent whether it is no error in strict rendering either: a conditional without `else`
  record Undefined(String name, boolean silent) implements Value {}

  record None() implements Value {}

  record Bool(boolean value) implements Value {}

  record Whole(BigInteger value) implements Value {
    /// Like MiniJinja's integers.
    private static final int MOST_BITS = 127;

    public Whole {
      if (value.bitLength() > MOST_BITS) {
        throw new Misuse("an integer is too large");
      }
    }
  }

  record Real(double value) implements Value {}

  sealed interface Textual extends Value {
    String text();
  }

  record Text(String text) implements Textual {}

  /// A text that is not escaped when it is printed.
  record Safe(String text) implements Textual {}

  /// Output that was captured; `printed` is how it looks where it is printed unchanged.
  record Captured(String text, String printed) implements Textual {}

  record Items(List<Value> items, int depth) implements Value {
    public static Items of(List<Value> items) {
      return new Items(items, depthAround(items));
    }
  }

  record Members(Map<String, Value> members, int depth) implements Value {
    public static Members of(Map<String, Value> members) {
      return new Members(members, depthAround(members.values()));
    }
  }

  /// The variable `loop`.
  record Round(Loop loop) implements Value {}

  static Value none() {
    return new None();
  }

  static Value of(boolean value) {
    return new Bool(value);
  }

  static Value of(long value) {
    return new Whole(BigInteger.valueOf(value));
  }

  static Value of(String text) {
    return new Text(text);
  }

  static Value of(Json json) {
    return switch (json) {
      case JsonString(String text) -> new Text(text);
      case JsonNumber(BigDecimal number) -> number(number);
      case JsonBool bool -> new Bool(bool.value());
      case JsonNull _ -> none();
      case JsonArray(List<Json> items) -> Items.of(items.stream().map(Value::of).toList());
      case JsonObject object -> {
        Map<String, Value> members = new LinkedHashMap<>();
        object.members().forEach((name, member) -> members.put(name, of(member)));
        yield Members.of(members);
      }
    };
  }

  /// A number written without point and exponent is an integer, unless it is too large for one.
  private static Value number(BigDecimal number) {
    boolean isWhole = number.scale() == 0 && number.unscaledValue().bitLength() <= Whole.MOST_BITS;
    return isWhole ? new Whole(number.unscaledValue()) : new Real(number.doubleValue());
  }

  static List<Value> texts(Collection<String> texts) {
    List<Value> values = new ArrayList<>(texts.size());
    texts.forEach(text -> values.add(new Text(text)));
    return values;
  }

  /// Values are walked by recursion.
  private static int depthAround(Collection<Value> values) {
    int deepest = 0;
    for (Value value : values) {
      int depth =
          switch (value) {
            case Items items -> items.depth();
            case Members members -> members.depth();
            case Undefined _, None _, Bool _, Whole _, Real _, Textual _, Round _ -> 0;
          };
      deepest = Math.max(deepest, depth);
    }
    if (deepest >= 200) {
      throw new Misuse("lists are nested too deeply");
    }
    return deepest + 1;
  }

  /// What the value is, for messages.
  default String kind() {
    return switch (this) {
      case Undefined _ -> "an undefined value";
      case None _ -> "none";
      case Bool _ -> "a boolean";
      case Whole _, Real _ -> "a number";
      case Textual _ -> "a text";
      case Items _ -> "a list";
      case Members _ -> "a map";
      case Round _ -> "the loop";
    };
  }
}
