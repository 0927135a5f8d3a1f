package dev.gander.domain.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Strict reading of an object's members, with the error messages that goosed's clients know.
/// Nothing is converted (`1` is not text, `"true"` is not a boolean, `1.0` is not an integer),
/// `null` counts as absent for an optional member, and unknown members are ignored unless [#only]
/// is asked. Each method throws [InvalidShape], which names the member.
///
/// `check` sees each member before its reader does and may reject it; members that are not read are
/// never checked.
public record JsonFields(JsonObject object, BiConsumer<String, Json> check) {
  public JsonFields(JsonObject object) {
    this(object, (_, _) -> {});
  }

  /// @throws InvalidShape if the value is not an object
  public static JsonFields of(Json value) {
    if (value instanceof JsonObject object) {
      return new JsonFields(object);
    }
    throw wrongType(value, "a map");
  }

  public static InvalidShape wrongType(Json value, String expected) {
    return new InvalidShape(
        "invalid type: " + kind(value) + quoted(value) + ", expected " + expected,
        "invalid type: " + kind(value) + ", expected " + expected);
  }

  /// Refuses other members than these, for requests of our own in which a misspelt member would do
  /// harm: a limit that is none, a dry run that is not dry.
  public JsonFields only(String... members) {
    Set<String> known = Set.of(members);
    for (String name : object.members().keySet()) {
      if (!known.contains(name)) {
        throw new InvalidShape("unknown field `" + name + "`");
      }
    }
    return this;
  }

  /// Reads a required member.
  public <T> T required(String name, Function<Json, T> reader) {
    Json value = object.get(name);
    if (value == null) {
      throw new InvalidShape("missing field `" + name + "`");
    }
    return checked(name, value, reader);
  }

  /// Reads an optional member; null when it is absent or `null`.
  public <T> @Nullable T optional(String name, Function<Json, T> reader) {
    Json value = object.get(name);
    return value == null || value == JsonNull.NULL ? null : checked(name, value, reader);
  }

  /// Reads an optional member, with a default if it is absent; `null` is a type error.
  public <T> T orElse(String name, Function<Json, T> reader, T otherwise) {
    Json value = object.get(name);
    return value == null ? otherwise : checked(name, value, reader);
  }

  public String text(String name) {
    return required(name, JsonFields::asText);
  }

  public boolean bool(String name) {
    return required(name, JsonFields::asBool);
  }

  public long integer(String name) {
    return required(name, JsonFields::asLong);
  }

  public @Nullable String optionalText(String name) {
    return optional(name, JsonFields::asText);
  }

  public static String asText(Json value) {
    if (value instanceof JsonString(String text)) {
      return text;
    }
    throw wrongType(value, "a string");
  }

  /// The text of a word; the caller checks that it is one of the allowed words.
  public static String asWord(Json value) {
    return switch (value) {
      case JsonString(String text) -> text;
      case JsonObject _ -> throw wrongType(value, "a string");
      case JsonArray _, JsonNumber _, JsonBool _, JsonNull _ -> throw InvalidShape.noWord();
    };
  }

  public static boolean asBool(Json value) {
    if (value instanceof JsonBool bool) {
      return bool.value();
    }
    throw wrongType(value, "a boolean");
  }

  public static long asLong(Json value) {
    if (value instanceof JsonNumber number && number.integer().isPresent()) {
      return number.integer().getAsLong();
    }
    throw wrongType(value, "i64");
  }

  public static int asInt(Json value) {
    long number = asLong(value);
    if (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
      throw new InvalidShape("invalid value: integer `" + number + "`, expected i32");
    }
    return (int) number;
  }

  /// A non-negative integer.
  public static long asUnsigned(Json value) {
    long number = asLong(value);
    if (number < 0) {
      throw new InvalidShape("invalid value: integer `" + number + "`, expected u64");
    }
    return number;
  }

  public static double asDouble(Json value) {
    if (value instanceof JsonNumber number) {
      return number.doubleValue();
    }
    throw wrongType(value, "f64");
  }

  public static JsonObject asObject(Json value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw wrongType(value, "a map");
  }

  /// Returns a reader for arrays that applies `reader` to each item.
  public static <T> Function<Json, List<T>> listOf(Function<Json, T> reader) {
    return value -> {
      if (!(value instanceof JsonArray(List<Json> items))) {
        throw wrongType(value, "a sequence");
      }
      List<T> read = new ArrayList<>(items.size());
      for (int i = 0; i < items.size(); i++) {
        read.add(read("[" + i + "]", items.get(i), reader));
      }
      return List.copyOf(read);
    };
  }

  /// Reads an object whose values are all texts; keeps their order.
  public static Map<String, String> asTextMap(Json value) {
    Map<String, String> texts = new LinkedHashMap<>();
    asObject(value)
        .members()
        .forEach((name, text) -> texts.put(name, read(name, text, JsonFields::asText)));
    return texts;
  }

  private <T> T checked(String name, Json value, Function<Json, T> reader) {
    check.accept(name, value);
    return read(name, value, reader);
  }

  private static <T> T read(String name, Json value, Function<Json, T> reader) {
    try {
      return reader.apply(value);
    } catch (InvalidShape e) {
      throw e.within(name);
    }
  }

  private static String kind(Json value) {
    return switch (value) {
      case JsonObject _ -> "map";
      case JsonArray _ -> "sequence";
      case JsonString _ -> "string";
      case JsonNumber number -> number.integer().isPresent() ? "integer" : "floating point";
      case JsonBool _ -> "boolean";
      case JsonNull _ -> "null";
    };
  }

  private static String quoted(Json value) {
    return switch (value) {
      case JsonString(String text) -> " \"" + text + "\"";
      case JsonNumber number -> " `" + number.value() + "`";
      case JsonBool bool -> " `" + bool.value() + "`";
      case JsonObject _, JsonArray _, JsonNull _ -> "";
    };
  }
}
