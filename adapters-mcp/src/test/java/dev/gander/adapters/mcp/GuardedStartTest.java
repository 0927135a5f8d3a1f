package dev.gander.adapters.mcp;

import static dev.gander.adapters.mcp.ChildExtensions.config;
import static dev.gander.adapters.mcp.ChildExtensions.host;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.store.InMemorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is asked before a program starts. The programs of these tests are not there.
class GuardedStartTest {
  private static final String NO_PROGRAM = "IO error: No such file or directory (os error 2)";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"null, true", "true, true", "yes, true", "false, false", "'\"False\"', false"})
  void packagesAreLookedUpWhereTheUserSaysSo(String setting, boolean asked) throws Exception {
    try (LoopbackServer dataBase = new LoopbackServer(_ -> "{\"vulns\":[{\"id\":\"MAL-1\"}]}")) {
      String refusal =
          refusal(
              setting == null ? Map.of() : Map.of("GANDER_MALWARE_CHECK", value(setting)),
              Map.of("OSV_ENDPOINT", dataBase.address()),
              config(List.of("/nowhere/npx", "evil"), 20));

      assertEquals(
          asked
              ? "invalid config: Blocked malicious package: evil@<any> (npm). OSV MAL advisories:"
                  + " MAL-1"
              : NO_PROGRAM,
          refusal);
    }
  }

  @Test
  void withoutADataBaseOfItsOwnTheCheckIsOffUnlessItIsWanted() {
    assertEquals(false, new ExtensionSettings(new InMemorySettings()).checksForMalware(false));
    assertEquals(
        true,
        new ExtensionSettings(new InMemorySettings(Map.of("GANDER_MALWARE_CHECK", Json.of(true))))
            .checksForMalware(false));
  }

  @Test
  void onlyCommandsOfTheListStart() throws IOException {
    Path list =
        Files.writeString(
            folder.resolve("list.yaml"), "{\"extensions\":[{\"command\":\"/nowhere/mcp a\"}]}");
    Map<String, String> variables = Map.of("GOOSE_ALLOWLIST", list.toString());

    assertEquals(
        NO_PROGRAM, refusal(Map.of(), variables, config(List.of("/nowhere/mcp", "a"), 20)));
    String refused = refusal(Map.of(), variables, config(List.of("/nowhere/mcp", "b"), 20));
    assertTrue(refused.contains("'/nowhere/mcp b' is not among the allowed commands"), refused);
    String python =
        refusal(
            Map.of(),
            variables,
            new ExtensionConfig.InlinePython(
                "p", "", "print()", null, List.of(), List.of(), JsonObject.EMPTY));
    assertTrue(python.contains("'inline_python' is not among the allowed commands"), python);
  }

  private static Json value(String setting) {
    return switch (setting) {
      case "true" -> Json.of(true);
      case "false" -> Json.of(false);
      default -> Json.of(setting.replace("\"", ""));
    };
  }

  private String refusal(
      Map<String, Json> settings, Map<String, String> more, ExtensionConfig config) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.putAll(more);
    var connector = ChildExtensions.connector(settings, variables);
    return assertThrows(
            ExtensionException.class, () -> connector.connect(config, host(folder)).close())
        .text();
  }
}
