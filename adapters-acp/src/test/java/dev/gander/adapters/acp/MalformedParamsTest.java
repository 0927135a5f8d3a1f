package dev.gander.adapters.acp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.json.jackson.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every one of goose's own methods gets parameters in which one value, at any depth, is something
/// else. None of them is a failure of the server.
class MalformedParamsTest {
  private static final List<Json> STRANGE =
      List.of(
          JsonNull.NULL,
          JsonBool.TRUE,
          Json.of(-1L),
          Json.of(1.5),
          JsonNumber.of(Long.MAX_VALUE),
          Json.of(""),
          Json.of("nope"),
          Json.of("a\u0000\ud800/../~"),
          Json.of("x".repeat(100_000)),
          JsonArray.EMPTY,
          JsonArray.of(JsonNull.NULL, Json.of(1L)),
          JsonObject.EMPTY,
          JsonObject.of("type", Json.of("nope")));

  private final AcpBackend backend = new AcpBackend();
  private final Talk client = Talk.with(backend);

  @AfterEach
  void close() {
    client.close();
    backend.close();
  }

  @Test
  void everyMethodHasItsParametersHere() {
    assertEquals(
        new TreeSet<>(GooseMethods.of(backend.useCases()).keySet()),
        new TreeSet<>(GooseParams.all().keySet()));
  }

  @Test
  void noMethodFailsBecauseOfItsParameters() throws InterruptedException {
    for (Map.Entry<String, String> method : new TreeMap<>(GooseParams.all()).entrySet()) {
      JsonObject params = (JsonObject) JsonText.parse(method.getValue().replace('\'', '"'));
      for (Json strange : STRANGE) {
        for (JsonObject changed : changes(params, strange)) {
          assertExplained(method.getKey(), changed);
        }
      }
      assertExplained(method.getKey(), JsonObject.EMPTY);
    }
  }

  /// With the strange value in each place.
  private static List<JsonObject> changes(JsonObject params, Json strange) {
    List<JsonObject> all = new ArrayList<>();
    params
        .members()
        .forEach(
            (name, value) -> {
              all.add(params.with(name, strange));
              all.add(params.without(Set.of(name)));
              for (Json inner : inside(value, strange)) {
                all.add(params.with(name, inner));
              }
            });
    return List.copyOf(new HashSet<>(all));
  }

  private static List<? extends Json> inside(Json value, Json strange) {
    return switch (value) {
      case JsonObject object -> changes(object, strange);
      case JsonArray(List<Json> items) -> {
        List<Json> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
          List<Json> copy = new ArrayList<>(items);
          copy.set(i, strange);
          all.add(new JsonArray(copy));
          for (Json inner : inside(items.get(i), strange)) {
            List<Json> deeper = new ArrayList<>(items);
            deeper.set(i, inner);
            all.add(new JsonArray(deeper));
          }
        }
        yield all;
      }
      case JsonString _, JsonNumber _, JsonBool _, JsonNull _ -> List.of();
    };
  }

  private void assertExplained(String method, JsonObject params) throws InterruptedException {
    JsonObject answer = client.answer(client.ask("_goose/" + method, JsonText.write(params)));
    client.forget();
    answer
        .object("error")
        .ifPresent(
            error -> {
              String about = method + " " + shortened(params) + ": " + error;
              assertNotEquals(Json.of(-32_601L), error.get("code"), about);
              assertNotEquals(Json.of("Internal error"), error.get("data"), about);
              assertTrue(error.has("data"), about);
            });
  }

  private static String shortened(JsonObject params) {
    String text = params.compact();
    return text.length() < 1000 ? text : text.substring(0, 1000);
  }

  @Test
  void whatIsNoObjectIsRefused() throws InterruptedException {
    for (String method : GooseParams.all().keySet()) {
      for (String params : List.of("[]", "5", "\"x\"", "[{}]")) {
        JsonObject error = client.error("_goose/unstable/" + method, params);
        assertEquals(Json.of(-32_602L), error.get("code"), method + " " + params);
        client.forget();
      }
    }
  }
}
