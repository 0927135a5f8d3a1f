package dev.gander.adapters.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.cli.server.ServerConnection;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunnerTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /// A place whose run has these states, one after the other.
  private static final class ScriptedPlace implements RunPlace {
    private final Deque<String> states;
    private @Nullable JsonObject asked;
    private @Nullable Runnable meanwhile;

    ScriptedPlace(String... states) {
      this.states = new ArrayDeque<>(Arrays.asList(states));
    }

    @Override
    public JsonObject recipe(Path file) {
      return JsonObject.of("file", Json.of(file.toString()));
    }

    @Override
    public JsonObject start(JsonObject request, @Nullable String idempotencyKey) {
      asked = request;
      return run();
    }

    private JsonObject run() {
      String state = states.size() > 1 ? states.pop() : states.getFirst();
      return (JsonObject)
          JsonText.parse(
              "{\"id\":\"run_1\",\"state\":\"%s\",\"reason\":null,\"result\":{\"text\":\"so\"}}"
                  .formatted(state));
    }

    @Override
    public JsonObject next(JsonObject run) {
      if (meanwhile != null) {
        meanwhile.run();
      }
      return run();
    }

    @Override
    public JsonObject cancel(JsonObject run) {
      states.clear();
      states.add("cancelled");
      return run();
    }

    @Override
    public void close() {}
  }

  private Runner runner(RunPlace place, String... arguments) {
    return new Runner(
        RunArgumentsTest.parse(arguments),
        place,
        new ByteArrayInputStream("from stdin".getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  void theTextGoesToStdoutAndTheStatesToStderr() throws Exception {
    int code = runner(new ScriptedPlace("queued", "queued", "running", "succeeded"), "x").run();

    assertEquals(0, code);
    assertEquals("so\n", out.toString(StandardCharsets.UTF_8));
    assertEquals(
        "run_1 is queued\nrun_1 is running\nrun_1 is succeeded\n",
        err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"succeeded,0", "failed,1", "limit,3", "interrupted,4", "cancelled,130"})
  void theStateIsTheExitCode(String state, int code) throws Exception {
    assertEquals(code, runner(new ScriptedPlace("running", state), "x").run());
  }

  @Test
  void theWholeRunIsJson() throws Exception {
    runner(new ScriptedPlace("succeeded"), "x", "--output", "json").run();

    JsonObject run = (JsonObject) JsonText.parse(out.toString(StandardCharsets.UTF_8));
    assertEquals("run_1", run.text("id").orElseThrow());
  }

  @Test
  void promptAndRecipeReachThePlace() throws Exception {
    ScriptedPlace place = new ScriptedPlace("succeeded");

    runner(place, "-r", "report.yaml", "-").run();

    assertEquals(
        JsonText.parse("{\"recipe\":{\"file\":\"report.yaml\"},\"prompt\":\"from stdin\"}"),
        place.asked);
  }

  @Test
  void aSignalCancelsTheRun() throws Exception {
    ScriptedPlace place = new ScriptedPlace("running");
    Runner runner = runner(place, "x");
    place.meanwhile =
        () -> {
          try {
            runner.cancel();
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };

    assertEquals(130, runner.run());
  }

  @Test
  void aSignalBeforeTheRunCancelsItToo() throws Exception {
    Runner runner = runner(new ScriptedPlace("queued", "running"), "x");
    runner.cancel();

    assertEquals(130, runner.run());
  }

  @Test
  void aRefusalIsTold() {
    RunPlace refusing =
        new RunAtServer(new ServerConnection("http://localhost:1", "k", NetworkSettings.NONE));
    try (refusing) {
      Assertions.assertThrows(IOException.class, () -> runner(refusing, "x").run());
    }
    Assertions.assertThrows(
        InvalidInput.class, () -> new ServerConnection("localhost:80", "k", NetworkSettings.NONE));
  }
}
