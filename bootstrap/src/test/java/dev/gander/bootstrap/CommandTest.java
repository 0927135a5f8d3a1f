package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gander.bootstrap.Command.BundledServer;
import dev.gander.bootstrap.keeping.SecretsAction;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

  @Test
  void agentTakesNoArguments() {
    assertEquals(new Command.Agent(null), Command.parse(List.of("agent")));
  }

  @Test
  void agentMayRecord() {
    var recording = new Command.Agent(Path.of("my tape.jsonl"));
    assertEquals(recording, Command.parse(List.of("agent", "--record", "my tape.jsonl")));
    assertEquals(recording, Command.parse(List.of("agent", "--record=my tape.jsonl")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--record", "--record=", "--record x y", "--record=x y", "--recorder"})
  void whatIsLeftOfARecordingIsAMisuse(String arguments) {
    var all = Stream.concat(Stream.of("agent"), Stream.of(arguments.split(" "))).toList();
    assertInstanceOf(Command.Misuse.class, Command.parse(all));
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

  @ParameterizedTest
  @CsvSource({"encrypt, ENCRYPT", "decrypt, DECRYPT", "rotate, ROTATE"})
  void secretsTakeOneOfTheirActions(String word, SecretsAction action) {
    assertEquals(new Command.Secrets(action), Command.parse(List.of("secrets", word)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"secrets", "secrets ENCRYPT", "secrets encrypt twice", "secrets --all"})
  void secretsAreNotMovedByMistake(String arguments) {
    assertInstanceOf(Command.Misuse.class, Command.parse(List.of(arguments.split(" "))));
  }

  @Test
  void backupsMayNameTheirFolder() {
    assertEquals(new Command.MakeBackup(null), Command.parse(List.of("backup")));
    assertEquals(
        new Command.MakeBackup(Path.of("to here")), Command.parse(List.of("backup", "to here")));
    assertEquals(
        new Command.Restore(Path.of("from here")), Command.parse(List.of("restore", "from here")));
    assertEquals(new Command.Restore(null), Command.parse(List.of("restore", "--salvage")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"backup a b", "backup --all", "restore", "restore a b", "restore --salvage a"})
  void nothingIsRestoredByMistake(String arguments) {
    assertInstanceOf(Command.Misuse.class, Command.parse(List.of(arguments.split(" "))));
  }
}
