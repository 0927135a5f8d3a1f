package dev.gander.adapters.mcp;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.json.Json;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The lists are JSON, which is YAML too.
class CommandAllowlistTest {
  private static final Function<String, Json> YAML = JsonText::parse;
  private static final String LIST =
      "{\"extensions\":[{\"id\":\"a\",\"command\":\"npx -y  @scope/a\"},{\"command\":\"run\"}]}";

  @TempDir Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile boolean broken;
  private LoopbackServer server;

  @BeforeEach
  void startServer() {
    server =
        new LoopbackServer(
            _ -> {
              requests.incrementAndGet();
              return broken ? "" : LIST;
            });
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  private CommandAllowlist at(String place) {
    return new CommandAllowlist(place, false, YAML);
  }

  private String address() {
    return server.address() + "list.yaml";
  }

  @ParameterizedTest
  @CsvSource({
    "npx -y @scope/a,       true",
    "run,                   true",
    "npx -y @scope/a --x,   false",
    "npx @scope/a,          false",
    "/usr/bin/run,          false",
    "RUN,                   false",
    "inline_python,         false",
  })
  void aCommandIsAllowedWordForWord(String command, boolean allowed) throws IOException {
    Path list = Files.writeString(folder.resolve("list.yaml"), LIST);
    List<String> words = List.of(command.split(" "));

    assertEquals(allowed, allows(at(list.toString()), words));
    assertEquals(allowed, allows(at(list.toUri().toString()), words));
    assertEquals(allowed, allows(at(address()), words));
  }

  @Test
  void anArgumentWithABlankIsNotTwo() {
    assertEquals(false, allows(at(address()), List.of("npx", "-y @scope/a")));
  }

  @Test
  void withoutAListEverythingIsAllowedAndNobodyIsAsked() {
    assertEquals(true, allows(at(null), List.of("anything")));
    assertEquals(true, allows(at(" "), List.of("anything")));
    assertEquals(0, requests.get());
  }

  @Test
  void theListIsReadOnce() {
    CommandAllowlist list = at(address());

    allows(list, List.of("run"));
    allows(list, List.of("other"));

    assertEquals(1, requests.get());
  }

  @Test
  void aListThatCannotBeReadAllowsNothingUntilItCan() {
    broken = true;
    CommandAllowlist list = at(address());

    assertEquals(false, allows(list, List.of("run")));
    broken = false;
    assertEquals(true, allows(list, List.of("run")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"extensions\":{}}",
        "{\"extensions\":[\"run\"]}",
        "{\"extensions\":[{\"id\":\"run\"}]}"
      })
  void aFileOfAnotherShapeAllowsNothing(String text) throws IOException {
    Path list = Files.writeString(folder.resolve("list.yaml"), text);

    assertEquals(false, allows(at(list.toString()), List.of("run")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/nowhere", "http://127.0.0.1:1/x", "file:x", "http://["})
  void aPlaceWithoutAListAllowsNothing(String place) {
    assertEquals(false, allows(at(place), List.of("run")));
  }

  @Test
  void aFileThatIsTooLargeAllowsNothing() throws IOException {
    Path list = Files.writeString(folder.resolve("list.yaml"), LIST + " ".repeat(1 << 20));

    assertEquals(false, allows(at(list.toString()), List.of("run")));
  }

  @Test
  void aWarningDoesNotStopAnything() {
    assertDoesNotThrow(
        () -> new CommandAllowlist(address(), true, YAML).check(List.of("anything")));
  }

  @Test
  void theRefusalNamesTheCommand() {
    var e = assertThrows(ExtensionException.class, () -> at(address()).check(List.of("rm", "-r")));

    assertEquals(
        "invalid config: 'rm -r' is not among the allowed commands (GOOSE_ALLOWLIST)", e.text());
  }

  private static boolean allows(CommandAllowlist list, List<String> command) {
    try {
      list.check(command);
      return true;
    } catch (ExtensionException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
