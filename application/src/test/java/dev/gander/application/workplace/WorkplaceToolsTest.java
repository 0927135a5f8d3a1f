package dev.gander.application.workplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.Workbench;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ShownWork;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.Workplace;
import dev.gander.domain.turn.Workplace.Ability;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import dev.gander.testkit.turn.ScriptedWorkplace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkplaceToolsTest {
  private final Workbench bench = new Workbench();
  private final List<ShownWork> told = new ArrayList<>();
  private final ScriptedWorkplace place =
      new ScriptedWorkplace(Ability.values())
          .file("/work/a", "alpha\nbeta\n")
          .command("ls", "listed", 2)
          .command("true", "", 0)
          .command("stay", "so far", null);

  @AfterEach
  void close() {
    bench.close();
  }

  private static ExtensionConfig developer(String... allowed) {
    return new ExtensionConfig.Platform(
        "developer", "", null, null, List.of(allowed), JsonObject.EMPTY);
  }

  private Agent agent(ExtensionConfig... extensions) throws InterruptedException {
    bench.connector.offer("developer", new ScriptedExtension());
    return bench.agents.get(bench.session(extensions).id());
  }

  private ToolResult run(String tool, String arguments) throws InterruptedException {
    ToolCall call = new ToolCall(tool, (JsonObject) JsonText.parse(arguments));
    WorkplaceTools tools = new WorkplaceTools(agent(developer()), place);
    assertTrue(tools.runs(tool));
    return tools.run(call, new Workplace.Work("c1", new Noted(told)));
  }

  private record Noted(List<ShownWork> told) implements ToolProgress {
    @Override
    public void notification(String method, JsonObject params) {}

    @Override
    public Elicited elicit(String message, Json requestedSchema) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void work(ShownWork work) {
      told.add(work);
    }
  }

  @Test
  void aFileIsRead() throws InterruptedException {
    assertEquals(ToolResult.text("beta\n"), run("read", "{\"path\":\"a\",\"line\":2,\"limit\":5}"));
    assertEquals(List.of(new ShownWork.Begun(ShownWork.Kind.READ, "/work/a", 2L)), told);
  }

  @Test
  void aFileIsWritten() throws InterruptedException {
    assertEquals(
        ToolResult.text("Wrote b (1 lines)"),
        run("write", "{\"path\":\"b\",\"content\":\"x\\n\"}"));
    assertEquals("x\n", place.file("/work/b"));
    assertEquals(
        List.of(
            new ShownWork.Begun(ShownWork.Kind.EDIT, "/work/b", null),
            new ShownWork.Changed("/work/b", null, "x\n")),
        told);
  }

  @Test
  void aFileIsEdited() throws InterruptedException {
    ToolResult result =
        run("edit", "{\"path\":\"/work/a\",\"before\":\"alpha\",\"after\":\"ALPHA\"}");

    assertEquals(ToolResult.text("Edited /work/a (1 lines -> 1 lines)"), result);
    assertEquals("ALPHA\nbeta\n", place.file("/work/a"));
    assertEquals(
        new ShownWork.Changed("/work/a", "alpha\nbeta\n", "ALPHA\nbeta\n"), told.getLast());
  }

  @Test
  void anEditWithoutAPlaceChangesNothing() throws InterruptedException {
    ToolResult result = run("edit", "{\"path\":\"a\",\"before\":\"gamma\",\"after\":\"x\"}");

    assertTrue(result.failed());
    assertTrue(result.joinedText().startsWith("No match found"), result::joinedText);
    assertEquals("alpha\nbeta\n", place.file("/work/a"));
    assertEquals(1, told.size());
  }

  @Test
  void aCommandIsRunInTheFolder() throws InterruptedException {
    ToolResult failed = run("developer__shell", "{\"command\":\"ls\"}");
    assertEquals(List.of("exit code: 2", "listed"), failed.texts());
    assertTrue(failed.failed());
    ToolResult fine = run("shell", "{\"command\":\"true\"}");
    assertEquals(List.of("exit code: 0", ""), fine.texts());
    assertFalse(fine.failed());
    assertEquals(List.of("/work> ls", "/work> true"), place.ran());
    assertEquals(new ShownWork.Begun(ShownWork.Kind.EXECUTE, null, null), told.getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "read  | {\"path\":\"none\"}             | Failed to read none: no such file",
        "read  | {\"path\":\"\\u0000\"}          | Failed to read \u0000: not a path",
        "edit  | {\"path\":\"none\",\"before\":\"a\",\"after\":\"b\"}"
            + " | Failed to read none: no such file",
        "shell | {\"command\":\"none\"}" + " | Failed to run the command in /work: no such command",
        "shell | {\"command\":\" \"}             | Command cannot be empty.",
        "read  | {}  | 'Error: Failed to parse arguments: missing field `path`'",
        "read  | {\"path\":\"a\",\"line\":-1}"
            + " | 'Error: Failed to parse arguments: line: invalid value: integer `-1`, expected u64'",
        "write | {\"path\":7,\"content\":\"\"}"
            + " | 'Error: Failed to parse arguments: path: invalid type: integer `7`, expected a string'",
      })
  void whatGoesWrongIsTheResult(String tool, String arguments, String text)
      throws InterruptedException {
    assertEquals(ToolResult.error(text), run(tool, arguments));
  }

  @Test
  void aCommandThatTakesTooLongIsAFailure() throws InterruptedException {
    ToolResult result = run("shell", "{\"command\":\"stay\",\"timeout_secs\":1}");

    assertEquals(ToolResult.error("so far\n\nCommand timed out after 1 seconds"), result);
  }

  @ParameterizedTest
  @CsvSource({
    "READ,        true,  false, false, false",
    "WRITE,       false, true,  false, false",
    "READ WRITE,  true,  true,  true,  false",
    "RUN,         false, false, false, true",
  })
  void aToolNeedsWhatTheClientOffers(
      String abilities, boolean read, boolean write, boolean edit, boolean shell)
      throws InterruptedException {
    Ability[] offered =
        List.of(abilities.split(" ")).stream().map(Ability::valueOf).toArray(Ability[]::new);
    WorkplaceTools tools = new WorkplaceTools(agent(developer()), new ScriptedWorkplace(offered));

    assertEquals(read, tools.runs("read"));
    assertEquals(write, tools.runs("write"));
    assertEquals(edit, tools.runs("edit"));
    assertEquals(shell, tools.runs("shell"));
    assertFalse(tools.runs("tree"));
    assertEquals(
        read ? List.of("read") : List.of(), tools.more().stream().map(Tool::name).toList());
  }

  @Test
  void theDeveloperMustBeThereAndMayBeRestricted() throws InterruptedException {
    assertFalse(new WorkplaceTools(agent(), place).runs("shell"));
    assertFalse(new WorkplaceTools(agent(developer("shell")), place).runs("read"));
    assertTrue(new WorkplaceTools(agent(developer("shell")), place).runs("shell"));
    assertFalse(
        new WorkplaceTools(agent(ScriptedExtensionConnector.config("developer")), place)
            .runs("shell"));
  }
}
