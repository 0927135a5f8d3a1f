package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import org.junit.jupiter.api.Test;

class KnownTextsTest {
  private final KnownTexts texts = new KnownTexts();

  @Test
  void equalTextsAreParsedOnce() {
    Json first = texts.parse(copy("{\"model\":\"m\"}"));
    assertEquals(JsonObject.of("model", Json.of("m")), first);
    assertSame(first, texts.parse(copy("{\"model\":\"m\"}")));
    assertEquals(JsonObject.of("model", Json.of("n")), texts.parse("{\"model\":\"n\"}"));
  }

  @Test
  void whatIsNoJsonIsNull() {
    for (String text : new String[] {"", "{", "nothing", "{} {}"}) {
      assertEquals(JsonNull.NULL, texts.parse(text), text);
      assertEquals(JsonNull.NULL, texts.parse(text), text);
    }
  }

  @Test
  void longTextsAndOldOnesAreNotKept() {
    String text = "[\"" + "long ".repeat(4000) + "\"]";
    assertNotSame(texts.parse(text), texts.parse(text));

    Json old = texts.parse("[\"old\"]");
    for (int i = 0; i < 100; i++) {
      assertEquals(JsonText.parse("[" + i + "]"), texts.parse("[" + i + "]"));
    }
    assertNotSame(old, texts.parse("[\"old\"]"));
  }

  private static String copy(String text) {
    return new String(text.toCharArray());
  }
}
