package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Chore.BundledServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectCommandTest {

  @Test
  void agentTakesNoArguments() {
    assertEquals(Optional.of(new Chore.Agent(null)), DirectCommand.parse(List.of("agent")));
  }

  @Test
  void agentMayRecord() {
    var recording = Optional.of(new Chore.Agent(Path.of("my tape.jsonl")));
    assertEquals(recording, DirectCommand.parse(List.of("agent", "--record", "my tape.jsonl")));
    assertEquals(recording, DirectCommand.parse(List.of("agent", "--record=my tape.jsonl")));
  }

  @Test
  void editorsGetTheirProtocol() {
    assertEquals(Optional.of(new Chore.Acp()), DirectCommand.parse(List.of("acp")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"computercontroller", "ComputerController", "Computer Controller"})
  void bundledServersAreFoundWithoutCaseAndSpaces(String name) {
    assertEquals(
        Optional.of(new Chore.Mcp(BundledServer.COMPUTERCONTROLLER)),
        DirectCommand.parse(List.of("mcp", name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent --record",
        "agent --record=",
        "agent --record x y",
        "agent --record=x y",
        "agent --recorder",
        "agent --help",
        "acp --help",
        "acp now",
        "mcp",
        "mcp developer",
        "mcp memory tutorial",
        "serve",
        "--version"
      })
  void everythingElseIsForTheCommandLine(String arguments) {
    assertEquals(Optional.empty(), DirectCommand.parse(List.of(arguments.split(" "))));
  }

  @Test
  void soIsNothing() {
    assertEquals(Optional.empty(), DirectCommand.parse(List.of()));
  }
}
