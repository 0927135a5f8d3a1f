package dev.gander.testkit.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [JsonReader], whether or not it holds the split-off array in memory.
public interface JsonReaderContract {
  JsonReader reader();

  @Test
  default void anArrayIsTakenOutOfItsObject() {
    for (String text :
        List.of(
            "{\"a\":1,\"list\":[1,[2,3],{\"list\":[4]},\"ä😀]\"],\"b\":{\"list\":[5]}}",
            "{\n  \"list\": [\n    \"x\"\n  ]\n}",
            "{\"list\":[]}",
            "{\"list\":{\"a\":[1]}}",
            "{\"list\":null,\"a\":2}",
            "{\"list\":[1],\"list\":[2,3]}",
            "{\"list\":[1],\"list\":7}",
            "{\"list\":7,\"list\":[1]}",
            "{}",
            "[1,2]",
            "\"list\"")) {
      JsonReader.Split wanted = new Whole(reader()).split(text, "list");
      JsonReader.Split split = reader().split(text, "list");

      assertEquals(wanted.rest(), split.rest(), text);
      assertEquals(
          wanted.items().map(JsonReaderContract::all),
          split.items().map(JsonReaderContract::all),
          text);
    }
  }

  @Test
  default void itemsCanBeReadAgain() {
    Iterable<Json> items = reader().split("{\"list\":[1,2]}", "list").items().orElseThrow();

    assertEquals(List.of(Json.of(1), Json.of(2)), all(items));
    assertEquals(List.of(Json.of(1), Json.of(2)), all(items));
  }

  @Test
  default void brokenTextsAreRefusedAtOnce() {
    for (String text :
        List.of(
            "{\"list\":[1,2}",
            "{\"list\":[1,2]",
            "{\"list\":[1 2]}",
            "{\"list\":[tru]}",
            "{\"list\":[1]} x",
            "{\"a\":\"\\ud800\",\"list\":[1]}",
            "")) {
      assertThrows(InvalidInput.class, () -> reader().split(text, "list"), text);
    }
  }

  @Test
  default void whatIsWrongWithinAnItemIsToldWhenItIsReachedAtTheLatest() {
    for (String item : List.of("\"\\ud800\"", "1e999")) {
      assertThrows(
          InvalidInput.class,
          () -> {
            Iterable<Json> items =
                reader().split("{\"list\":[1," + item + "]}", "list").items().orElseThrow();
            assertTrue(items.iterator().hasNext());
            all(items);
          });
    }
  }

  /// Holds everything in memory, which is the port's default implementation.
  record Whole(JsonReader reader) implements JsonReader {
    @Override
    public Json parse(String text) {
      return reader.parse(text);
    }
  }

  private static List<Json> all(Iterable<Json> items) {
    List<Json> all = new ArrayList<>();
    for (Iterator<Json> each = items.iterator(); each.hasNext(); ) {
      all.add(each.next());
    }
    return all;
  }
}
