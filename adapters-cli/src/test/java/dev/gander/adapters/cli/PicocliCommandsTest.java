package dev.gander.adapters.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Chore.BundledServer;
import dev.gander.application.api.program.Chore.SecretsAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicocliCommandsTest {
  private static final int DONE = 7;

  @TempDir Path folder;

  private TypedLine line() {
    return new TypedLine(folder);
  }

  static Stream<Arguments> chores() {
    return Stream.of(
        Arguments.of("agent", new Chore.Agent(null)),
        Arguments.of("agent --record tape", new Chore.Agent(Path.of("tape"))),
        Arguments.of("acp", new Chore.Acp()),
        Arguments.of("mcp Memory", new Chore.Mcp(BundledServer.MEMORY)),
        Arguments.of("serve", new Chore.Serve(null, null, null)),
        Arguments.of("serve --host ::1 --port 0 --tls", new Chore.Serve("::1", 0, Boolean.TRUE)),
        Arguments.of("serve --no-tls", new Chore.Serve(null, null, Boolean.FALSE)),
        Arguments.of("backup", new Chore.WriteBackup(null)),
        Arguments.of("backup to", new Chore.WriteBackup(Path.of("to"))),
        Arguments.of("migrate to-database", new Chore.Migrate(Chore.Destination.DATABASE, false)),
        Arguments.of("migrate to-files", new Chore.Migrate(Chore.Destination.FILES, false)),
        Arguments.of(
            "migrate to-files --replace", new Chore.Migrate(Chore.Destination.FILES, true)),
        Arguments.of("restore from", new Chore.Restore(Path.of("from"))),
        Arguments.of("restore --salvage", new Chore.Restore(null)),
        Arguments.of("secrets encrypt", new Chore.Secrets(SecretsAction.ENCRYPT)),
        Arguments.of("secrets decrypt", new Chore.Secrets(SecretsAction.DECRYPT)),
        Arguments.of("secrets rotate", new Chore.Secrets(SecretsAction.ROTATE)),
        Arguments.of("audit verify", new Chore.VerifyAudit(null)),
        Arguments.of("audit verify old", new Chore.VerifyAudit(Path.of("old"))),
        Arguments.of("validate-extensions a", new Chore.ValidateExtensions(Path.of("a"))));
  }

  @ParameterizedTest
  @MethodSource("chores")
  void aChoreIsHandedOverAndItsCodeReturned(String arguments, Chore chore) {
    TypedLine line = line();

    assertEquals(DONE, line.run(arguments.split(" ")));
    assertEquals(List.of(chore), line.chores);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port",
        "help me",
        "agent now",
        "agent --port",
        "agent --record",
        "acp now",
        "mcp",
        "mcp developer",
        "mcp memory tutorial",
        "serve --port many",
        "serve --port 1 --port 2",
        "serve 8080",
        "backup a b",
        "migrate",
        "migrate to-files now",
        "restore",
        "restore a b",
        "restore --salvage a",
        "secrets encrypt twice",
        "secrets ENCRYPT",
        "audit",
        "secrets",
        "keys",
        "webhooks",
        "models",
        "models download",
        "validate-extensions",
        "validate-extensions a b",
        "completion csh"
      })
  void nothingHappensByMistake(String arguments) {
    TypedLine line = line();

    assertEquals(2, line.run(arguments.split(" ")));
    assertEquals("", line.shown());
    assertTrue(line.told().contains("Usage: goosed"), line.told());
    assertEquals(List.of(), line.chores);
  }

  @Test
  void withoutACommandThereIsHelp() {
    TypedLine line = line();

    assertEquals(2, line.run());
    assertTrue(line.told().startsWith("Usage: goosed <COMMAND>"), line.told());
  }

  @ParameterizedTest
  @CsvSource({"srve, serve?", "secrets encrpt, encrypt", "run --modle x, --model"})
  void whatIsNearlyRightIsNamed(String arguments, String meant) {
    TypedLine line = line();

    assertEquals(2, line.run(arguments.split(" ")));
    assertTrue(line.told().contains("Did you mean: "), line.told());
    assertTrue(line.told().contains(meant), line.told());
  }

  static Stream<String> commands() {
    return Stream.of(
        "",
        "agent",
        "serve",
        "run",
        "keys",
        "keys add",
        "webhooks add",
        "models download",
        "backup",
        "completion",
        "secrets rotate");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachCommandTellsHelpAndVersion(String command) {
    TypedLine line = line();

    assertEquals(0, line.run((command + " --help").strip().split(" ")));
    assertTrue(line.shown().startsWith("Usage: goosed " + command), line.shown());
    assertEquals("", line.told());
    assertEquals(0, line.run((command + " --version").strip().split(" ")));
    assertEquals("goosed 1.2.3\n", line.shown());
  }

  /// The launcher shows them without a JVM.
  @ParameterizedTest
  @MethodSource("commands")
  void pagesForTheLauncherSayTheSame(String command) throws IOException {
    TypedLine line = line();
    Path pages = folder.resolve("share/help");
    assertEquals(0, line.run("help", "--pages", pages.toString()));
    String name = ("goosed " + command).strip().replace(' ', '-') + ".txt";

    line.run((command + " --help").strip().split(" "));

    assertEquals(line.shown(), Files.readString(pages.resolve(name)));
    line.columns = 40;
    line.run((command + " --help").strip().split(" "));
    assertEquals(line.shown(), Files.readString(pages.resolve("narrow").resolve(name)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpFitsIntoANarrowTerminal(String command) {
    TypedLine line = line();
    line.columns = 40;

    line.run((command + " -h").strip().split(" "));

    assertEquals(
        List.of(),
        line.shown()
            .lines()
            .filter(it -> it.length() > 40 && it.contains(" "))
            .filter(it -> it.strip().contains(" "))
            .toList());
  }

  @Test
  void aPromptIsNoFileOfArguments() {
    TypedLine line = line();

    assertEquals(2, line.run("@there", "x"));
    assertFalse(line.told().contains("cannot"), line.told());
  }
}
