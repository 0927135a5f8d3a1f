package dev.gander.adapters.acp.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// Whatever a client sends, every request is answered once, nothing else is, and the peer goes on.
/// 2 s.
class RpcPeerPropertiesTest {
  private static final Json WITHOUT_ID = Json.of(false);
  private static final String LAST = "{\"id\":\"last\",\"method\":\"echo\"}";

  /// A member of a message; null if it has none.
  private static Arbitrary<@Nullable String> member(String... usual) {
    Arbitrary<String> odd =
        Arbitraries.of(
            "null", "true", "-1", "1.5", "1e999", "[]", "{}", "\"\"", "\"ä😀\"", "[[{}]]");
    return Arbitraries.<@Nullable String>oneOf(Arbitraries.of(usual), odd, Arbitraries.just(null));
  }

  private static Arbitrary<String> messages() {
    return Combinators.combine(
            member("\"2.0\""),
            member("0", "1", "2", "\"a\"", "9223372036854775807", "9223372036854775808"),
            member("\"echo\"", "\"refuse\"", "\"fail\"", "\"break\"", "\"none\""),
            member("{\"a\":1}"),
            member("{}"),
            member("{\"code\":1,\"message\":\"m\"}"))
        .as(RpcPeerPropertiesTest::message);
  }

  private static String message(
      @Nullable String version,
      @Nullable String id,
      @Nullable String method,
      @Nullable String params,
      @Nullable String result,
      @Nullable String error) {
    StringBuilder text = new StringBuilder();
    add(text, "jsonrpc", version);
    add(text, "id", id);
    add(text, "method", method);
    add(text, "params", params);
    add(text, "result", result);
    add(text, "error", error);
    return text.isEmpty() ? "{}" : text.append('}').toString();
  }

  private static void add(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append(text.isEmpty() ? '{' : ',').append('"').append(name).append("\":").append(value);
    }
  }

  /// Messages, also cut anywhere, put one behind the other, or with something in between.
  private static Arbitrary<String> frames() {
    Arbitrary<String> cut =
        Combinators.combine(messages(), Arbitraries.doubles().between(0, 1))
            .as((text, part) -> text.substring(0, (int) (part * text.length())));
    Arbitrary<String> joined =
        Combinators.combine(messages(), Arbitraries.of("\n", ",", "", "\r\n\u0000"), messages())
            .as((one, between, two) -> one + between + two);
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(20);
    return Arbitraries.oneOf(messages(), messages(), cut, joined, any);
  }

  @Provide
  Arbitrary<List<String>> conversations() {
    return frames().list().ofMaxSize(12);
  }

  @Property(tries = 1000)
  void everyRequestIsAnsweredOnceAndNothingElseIs(@ForAll("conversations") List<String> frames) {
    Wire wire = new Wire();
    Map<Json, Integer> open = new HashMap<>();
    frames.forEach(frame -> expect(frame, open));
    frames.forEach(wire.peer::receive);
    open.put(Json.of("last"), 1);
    wire.peer.receive(LAST);

    int count = open.values().stream().mapToInt(it -> it).sum();
    for (int i = 0; i < count; i++) {
      JsonObject answer = wire.next();
      assertEquals(Json.of("2.0"), answer.get("jsonrpc"));
      assertTrue(answer.has("result") != answer.has("error"), answer::toString);
      Json id = Objects.requireNonNullElse(answer.get("id"), WITHOUT_ID);
      assertTrue(open.merge(id, -1, Integer::sum) >= 0, answer::toString);
    }
    assertTrue(wire.isQuiet());
    wire.peer.close();
  }

  /// Counts the answers to a frame.
  private static void expect(String frame, Map<Json, Integer> open) {
    Optional<Json> whole = parse(frame);
    if (whole.isPresent() || frame.strip().lines().count() < 2) {
      expect(whole, open);
    } else {
      frame.lines().filter(line -> !line.isBlank()).forEach(line -> expect(parse(line), open));
    }
  }

  private static void expect(Optional<Json> json, Map<Json, Integer> open) {
    Json id = json.isPresent() && json.get() instanceof JsonObject it ? idOf(it) : WITHOUT_ID;
    if (id != null) {
      open.merge(id, 1, Integer::sum);
    }
  }

  /// The id of the answer to a message; null if it gets none.
  private static @Nullable Json idOf(JsonObject message) {
    return switch (message.get("id")) {
      case null -> null;
      case JsonNull _ -> null;
      case JsonString id -> message.text("method").isPresent() ? id : null;
      case JsonNumber id when id.integer().isPresent() ->
          message.text("method").isPresent() ? id : null;
      default -> WITHOUT_ID;
    };
  }

  private static Optional<Json> parse(String text) {
    try {
      return Optional.of(JsonText.parse(text));
    } catch (JsonSyntaxException _) {
      return Optional.empty();
    }
  }
}
