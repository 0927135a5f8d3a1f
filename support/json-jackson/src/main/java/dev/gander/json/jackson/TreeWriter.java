package dev.gander.json.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/// Writes trees.
final class TreeWriter {
  private static final int LONG_DIGITS = 19;

  /// From this length on, in chars, a text is written in pieces instead of being copied.
  private static final int LONG = 64 * 1024;

  private TreeWriter() {}

  static void write(JsonGenerator generator, Json value) throws IOException {
    switch (value) {
      case JsonObject object -> writeObject(generator, object);
      case JsonArray(List<Json> items) -> writeArray(generator, items.iterator());
      case JsonString(String text) -> writeText(generator, text);
      case JsonNumber(BigDecimal number) -> writeNumber(generator, number);
      case JsonBool bool -> generator.writeBoolean(bool.value());
      case JsonNull _ -> generator.writeNull();
    }
  }

  /// A lone surrogate, as a truncated text may contain, becomes a question mark.
  private static void writeText(JsonGenerator generator, String text) throws IOException {
    if (text.length() >= LONG) {
      new LongText(text).writeTo(generator);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    generator.writeUTF8String(utf8, 0, utf8.length);
  }

  private static void writeNumber(JsonGenerator generator, BigDecimal number) throws IOException {
    if (number.scale() == 0 && number.precision() < LONG_DIGITS) {
      generator.writeNumber(number.longValue());
    } else {
      generator.writeNumber(number);
    }
  }

  private static void writeObject(JsonGenerator generator, JsonObject object) throws IOException {
    generator.writeStartObject();
    for (var member : object.members().entrySet()) {
      generator.writeFieldName(member.getKey());
      write(generator, member.getValue());
    }
    generator.writeEndObject();
  }

  /// Writes the object with its member `name` replaced by an array.
  static void write(
      JsonGenerator generator, JsonObject object, String name, Iterator<? extends Json> items)
      throws IOException {
    generator.writeStartObject();
    for (var member : object.members().entrySet()) {
      generator.writeFieldName(member.getKey());
      if (member.getKey().equals(name)) {
        writeArray(generator, items);
      } else {
        write(generator, member.getValue());
      }
    }
    generator.writeEndObject();
  }

  private static void writeArray(JsonGenerator generator, Iterator<? extends Json> items)
      throws IOException {
    generator.writeStartArray();
    while (items.hasNext()) {
      write(generator, items.next());
    }
    generator.writeEndArray();
  }
}
