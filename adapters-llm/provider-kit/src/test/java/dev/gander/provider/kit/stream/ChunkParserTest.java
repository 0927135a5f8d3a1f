package dev.gander.provider.kit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkParserTest {
  /// Text as it stands in JSON.
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          " b",
          "a",
          "\\\"",
          "\\\\",
          "\\n",
          "x\\\"y",
          "\\u00e9",
          "\\ud83d",
          "é",
          "\u2028",
          "\ud83d\ude00",
          ",",
          ":",
          "}",
          "]}",
          "null",
          "1",
          "{",
          "content",
          "a,b:c",
          "\\\\\\\"");

  private static final List<String> FRAMES =
      List.of(
          "{'id':'c','choices':[{'index':0,'delta':{'content':'%1$s'},'finish_reason':null}]}",
          "{'id':'%1$s','choices':[{'index':0,'delta':{'content':'%1$s'}}]}",
          "{'id':'%2$s','choices':[{'index':0,'delta':{'content':'%1$s'}}]}",
          "{ 'id' : 'c' , 'content' : '%1$s' }",
          "{'content':'say \\'%1$s\\' now'}",
          "{'content':'\\'%1$s'}",
          "{'%1$s':'a'}",
          "{'a':'x','a':'%1$s'}",
          "{'a':'%1$s','a':'x'}",
          "['%1$s','%2$s']",
          "'%1$s'",
          "{'n':%3$d,'t':'%1$s'}");

  @Test
  void everyChunkIsReadAsIfItWereAlone() {
    Random random = new Random(1);
    for (int answer = 0; answer < 500; answer++) {
      ChunkParser parser = new ChunkParser(JsonText::parseMending);
      String frame = one(FRAMES, random);
      for (int i = 0; i < 40; i++) {
        frame = random.nextInt(10) == 0 ? one(FRAMES, random) : frame;
        String other = random.nextInt(3) == 0 ? one(TEXTS, random) : "same";
        String data =
            frame
                .replace('\'', '"')
                .formatted(one(TEXTS, random), other, random.nextInt(4) == 0 ? 1 : 2);
        assertEquals(read(JsonText::parseMending, data), read(parser::parse, data), data);
      }
    }
  }

  private static Object read(Function<String, Json> reader, String data) {
    try {
      return reader.apply(data);
    } catch (JsonSyntaxException e) {
      return e.getMessage();
    }
  }

  private static String one(List<String> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  @Test
  void whatDoesNotChangeIsReadOnce() {
    ChunkParser parser = new ChunkParser(JsonText::parseMending);
    JsonObject first = (JsonObject) parser.parse("{\"usage\":{\"a\":1},\"text\":\"a\"}");
    parser.parse("{\"usage\":{\"a\":1},\"text\":\"b\"}");
    JsonObject third = (JsonObject) parser.parse("{\"usage\":{\"a\":1},\"text\":\"c\"}");
    JsonObject fourth = (JsonObject) parser.parse("{\"usage\":{\"a\":2},\"text\":\"c\"}");
    assertEquals(Json.of("c"), third.get("text"));
    assertSame(first.get("usage"), third.get("usage"));
    assertNotSame(third.get("usage"), fourth.get("usage"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"a\u0001\"}",
        "{\"text\":\"a\"}}",
        "{\"text\":\"a",
        "{\"text\":\"\\\"}"
      })
  void garbageIsFoundInTheMiddle(String garbage) {
    ChunkParser parser = new ChunkParser(JsonText::parseMending);
    for (String text : List.of("a", "b", "c")) {
      parser.parse("{\"text\":\"" + text + "\"}");
    }
    assertThrows(JsonSyntaxException.class, () -> parser.parse(garbage));
    assertEquals(JsonObject.of("text", Json.of("d")), parser.parse("{\"text\":\"d\"}"));
  }
}
