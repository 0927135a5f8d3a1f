package dev.gander.adapters.llm.services.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.ToolCallInterpreter;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolJson;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.ToolCallInterpreterContract;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OllamaInterpreterTest implements ToolCallInterpreterContract {
  private final List<Duration> pauses = new ArrayList<>();
  private ModelService service;

  @BeforeEach
  void start() throws IOException {
    service = new ModelService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Override
  public ToolCallInterpreter finding(List<ToolCall> calls) {
    return saying(
        JsonText.write(JsonObject.of("tool_calls", JsonArray.of(calls, ToolJson::writeCall))));
  }

  @Test
  void theModelIsTheUsersChoice() {
    assertNull(new OllamaInterpreter(TestSettings.of()).chosenModel());
    assertEquals(
        "big",
        new OllamaInterpreter(
                TestSettings.of(
                    "GOOSE_TOOLSHIM_BACKEND", "Ollama", "GOOSE_TOOLSHIM_OLLAMA_MODEL", " big "))
            .chosenModel());
  }

  @ParameterizedTest
  @CsvSource({
    "GOOSE_TOOLSHIM_OLLAMA_MODEL, ' ', must not be empty",
    "GOOSE_TOOLSHIM_BACKEND, local, must be ollama; there is no other interpreter"
  })
  void aSettingThatMakesNoSenseIsNamed(String key, String value, String problem) {
    var interpreter = new OllamaInterpreter(TestSettings.of(key, value));

    var failure = assertThrows(InvalidInput.class, interpreter::chosenModel);

    assertEquals("The setting " + key + " " + problem, failure.text());
  }

  @Override
  public List<ToolCallInterpreter> confused() {
    return Stream.of(
            "none of them",
            "{\"tool_calls\":",
            "[]",
            "{\"calls\":[]}",
            "{\"tool_calls\":[{\"name\":\"shell\",\"arguments\":\"ls\"}]}",
            "{\"tool_calls\":[{\"name\":\"tree\",\"arguments\":{}},{\"arguments\":{}}]}")
        .map(this::saying)
        .toList();
  }

  @Override
  public ToolCallInterpreter gone() {
    service.close();
    return interpreter();
  }

  @Override
  public ToolCallInterpreter silent() {
    service.stall();
    return interpreter();
  }

  @Test
  void failuresOfOllamaAreFailuresAndNothingIsAskedTwice() throws Exception {
    service.status(404, "{\"error\":\"model 'mistral-nemo' not found\"}");
    service.status(200, "<html>no JSON</html>");
    service.status(200, "{\"error\":\"out of memory\"}");
    for (int i = 0; i < 3; i++) {
      confusedOnce(interpreter());
    }

    assertEquals(3, service.allAsked().size());
    assertEquals(List.of(), pauses);
  }

  @Test
  void theModelGetsTheToolsTheTextAndTheFormOfItsAnswer() throws Exception {
    var interpreter = saying("{\"tool_calls\":[{\"name\":\"noop\",\"arguments\":{}}]}");

    assertEquals(List.of(), interpreter.ask("I run ls.", TOOLS, interpreter.usualModel()).calls());

    ModelService.Asked asked = service.asked();
    JsonObject body = asked.json();
    String question = body.array("messages").orElseThrow().items().getLast().toString();
    assertEquals("POST /api/chat", asked.method() + " " + asked.path());
    assertEquals(Json.of("mistral-nemo"), body.get("model"));
    assertEquals(Json.of(false), body.get("stream"));
    assertEquals(
        JsonArray.of(Json.of("tool_calls")), body.object("format").orElseThrow().get("required"));
    assertTrue(question.contains("shell: Runs 100% of a command"), question);
    assertTrue(question.contains("I run ls."), question);
  }

  @Test
  void tokensAreToldWhetherOrNotTheReplyCanBeUsed() throws Exception {
    service.status(
        200, "{\"message\":{\"content\":\"no\"},\"prompt_eval_count\":31,\"eval_count\":4}");
    service.status(200, "{\"prompt_eval_count\":\"many\",\"eval_count\":4.5}");

    assertEquals(
        new ProviderUsage("judge", TokenUsage.of(31L, 4L, null)),
        interpreter().ask("I run ls.", TOOLS, "judge").usage());
    assertEquals(
        TokenUsage.UNKNOWN, interpreter().ask("I run ls.", TOOLS, "judge").usage().tokens());
  }

  @Test
  void itsModelAndItsContextCanBeChosen() throws Exception {
    var interpreter = saying("{\"tool_calls\":[]}", "GOOSE_INPUT_LIMIT", "9000");

    interpreter.ask("I run ls.", TOOLS, "judge");

    JsonObject body = service.asked().json();
    assertEquals(Json.of("judge"), body.get("model"));
    assertEquals(JsonObject.of("num_ctx", Json.of(9000)), body.get("options"));
  }

  private static void confusedOnce(ToolCallInterpreter interpreter) {
    assertThrows(ProviderException.class, () -> interpreter.ask("I run ls.", TOOLS, "m").calls());
  }

  private ToolCallInterpreter saying(String content, String... settings) {
    service.status(
        200,
        JsonText.write(
            JsonObject.of(
                "message",
                JsonObject.builder().put("role", "assistant").put("content", content).build())));
    return interpreter(settings);
  }

  private ToolCallInterpreter interpreter(String... settings) {
    return new OllamaInterpreter(
        TestSettings.of(settings).with("OLLAMA_HOST", service.url()),
        new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, pauses::add)));
  }
}
