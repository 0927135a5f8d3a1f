package dev.gander.provider.testkit;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolJson;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Compares request bodies with those that the real goosed 1.36 sent in the same situation. A case
/// holds the model, settings, conversation and tools, and what was received: the body, or parts of
/// it by pointer. `«text»` stands for any words of ours.
public final class Golden {
  private Golden() {}

  /// The cases of `golden.json` beside the test.
  public static Stream<DynamicTest> tests(
      Class<?> test, ModelService service, Function<TestSettings, Provider> provider)
      throws IOException {
    return tests(test, "golden.json", service, provider);
  }

  /// The cases of a file beside the test.
  public static Stream<DynamicTest> tests(
      Class<?> test, String name, ModelService service, Function<TestSettings, Provider> provider)
      throws IOException {
    try (InputStream file = Objects.requireNonNull(test.getResourceAsStream(name))) {
      JsonArray cases = (JsonArray) JsonText.parse(file.readAllBytes());
      return cases.items().stream()
          .map(JsonObject.class::cast)
          .map(c -> dynamicTest(c.text("name").orElseThrow(), () -> check(c, service, provider)));
    }
  }

  private static void check(
      JsonObject golden, ModelService service, Function<TestSettings, Provider> provider)
      throws InterruptedException {
    service.status(401, "{}");
    Map<String, String> settings =
        JsonFields.asTextMap(golden.object("settings").orElse(JsonObject.EMPTY));
    try (ProviderStream stream =
        provider.apply(new TestSettings(settings)).stream(request(golden))) {
      stream.next();
    } catch (ProviderException.Authentication _) {
      // The answer does not matter here.
    }
    JsonObject body = posted(service).json();
    JsonObject expected = golden.object("expect").orElseThrow();
    boolean parts = expected.members().keySet().stream().anyMatch(name -> name.startsWith("/"));
    if (!parts) {
      assertMatches(expected, body);
      return;
    }
    expected
        .members()
        .forEach((pointer, value) -> assertMatches(value, at(body, pointer.substring(1))));
  }

  /// Services may be asked about their models first.
  private static ModelService.Asked posted(ModelService service) throws InterruptedException {
    ModelService.Asked asked = service.asked();
    while (!asked.method().equals("POST")) {
      asked = service.asked();
    }
    return asked;
  }

  private static ProviderRequest request(JsonObject golden) {
    List<Message> messages =
        golden.array("messages").orElseThrow().items().stream()
            .map(message -> MessageJson.read(message, MessageJson.Reading.TOLERANT))
            .toList();
    List<Tool> tools =
        golden.array("tools").orElseThrow().items().stream().map(ToolJson::readTool).toList();
    return new ProviderRequest(
        ModelConfig.read(golden.object("model").orElseThrow()),
        "20260304_1",
        "You are a test.",
        messages,
        tools);
  }

  private static Json at(Json value, String pointer) {
    Json found = value;
    for (String step : pointer.split("/")) {
      found =
          switch (found) {
            case JsonObject object when object.has(step) -> requireNonNull(object.get(step));
            case JsonArray array when step.matches("\\d+") ->
                array.items().get(Integer.parseInt(step));
            default -> Json.of("«absent»");
          };
    }
    return found;
  }

  private static void assertMatches(Json expected, Json actual) {
    if (!matches(expected, actual)) {
      assertEquals(JsonText.pretty(expected), JsonText.pretty(actual));
    }
  }

  private static boolean matches(Json expected, Json actual) {
    return switch (expected) {
      case JsonObject object ->
          actual instanceof JsonObject other
              && other.members().keySet().equals(object.members().keySet())
              && object.members().entrySet().stream()
                  .allMatch(
                      member ->
                          matches(member.getValue(), requireNonNull(other.get(member.getKey()))));
      case JsonArray array ->
          actual instanceof JsonArray other
              && other.items().size() == array.items().size()
              && Stream.iterate(0, i -> i < array.items().size(), i -> i + 1)
                  .allMatch(i -> matches(array.items().get(i), other.items().get(i)));
      case JsonString(String text) when text.equals("«any»") -> true;
      case JsonString(String text) when text.contains("«text»") ->
          actual instanceof JsonString(String words)
              && words.matches("(?s)" + Pattern.quote(text).replace("«text»", "\\E.*\\Q"));
      default -> expected.equals(actual);
    };
  }
}
