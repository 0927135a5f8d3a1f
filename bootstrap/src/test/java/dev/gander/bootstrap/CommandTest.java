package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.bootstrap.Command.BundledServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

  @Test
  void agentTakesNoArguments() {
    assertEquals(new Command.Agent(), Command.parse(List.of("agent")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"computercontroller", "ComputerController", "Computer Controller"})
  void bundledServersAreFoundWithoutCaseAndSpaces(String name) {
    assertEquals(
        new Command.Mcp(BundledServer.COMPUTERCONTROLLER), Command.parse(List.of("mcp", name)));
  }

  @Test
  void validateExtensionsTakesAPath() {
    assertEquals(
        new Command.ValidateExtensions(Path.of("bundled extensions.json")),
        Command.parse(List.of("validate-extensions", "bundled extensions.json")));
  }
}
