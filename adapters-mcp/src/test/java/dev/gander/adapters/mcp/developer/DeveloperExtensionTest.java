package dev.gander.adapters.mcp.developer;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.testkit.extension.RecordingHost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeveloperExtensionTest extends DeveloperFixture {
  private static List<String> names(List<Tool> tools) {
    return tools.stream().map(Tool::name).toList();
  }

  @Test
  void listsTheToolsOfGoosedUnprefixed() throws Exception {
    assertEquals(List.of("write", "edit", "shell", "tree"), names(developer.tools()));
    assertTrue(developer.isUnprefixed());
    assertFalse(developer.hasResources());
  }

  @Test
  void listsTheImageToolWhenItIsWanted() throws Exception {
    try (var newer =
        connector().withImages().connect(config("developer"), new RecordingHost(SESSION, work))) {
      assertEquals(List.of("write", "edit", "shell", "tree", "read_image"), names(newer.tools()));
    }
  }

  @Test
  void saysWhichToolsOnlyRead() throws Exception {
    assertEquals(
        Map.of("write", false, "edit", false, "shell", false, "tree", true),
        developer.tools().stream()
            .collect(toMap(Tool::name, tool -> tool.readOnlyHint().orElseThrow())));
    assertTrue(developer.tools().stream().allMatch(tool -> tool.description() != null));
  }

  @Test
  void tellsTheModelHowToUseThem() {
    String instructions = String.valueOf(developer.instructions());
    for (String word : List.of("`tree`", "`rg`", "`cat`", "`sed -n`", "python3", "tests")) {
      assertTrue(instructions.contains(word), word);
    }
    assertTrue(Instructions.text(true).contains("`findstr`"));
    assertTrue(Instructions.text(true).contains("`Get-Content`"));
  }

  @Test
  void isForItsNameOnlyAndForTwoKindsOfConfiguration() {
    DeveloperConnector connector = connector();
    assertTrue(connector.connects(config("developer")));
    assertTrue(connector.connects(config("Devel oper")));
    assertFalse(connector.connects(config("analyze")));
    assertTrue(
        connector.connects(
            new ExtensionConfig.Builtin(
                "developer", "", null, null, null, List.of(), JsonObject.EMPTY)));
    assertFalse(
        connector.connects(
            new ExtensionConfig.Frontend(
                "developer", "", List.of(), null, null, List.of(), JsonObject.EMPTY)));
  }

  @Test
  void throwsForAToolThatItDoesNotHave() {
    var e = assertThrows(ExtensionException.class, () -> call("nonsense", JsonObject.EMPTY));
    assertEquals("-32002: Tool 'nonsense' not found", e.coded());
  }

  @Test
  void aClosedExtensionIsNotAliveAndRefusesEverything() {
    developer.close();
    developer.close();
    assertFalse(developer.isAlive());
    assertThrows(ExtensionException.class, () -> shell("true"));
    assertThrows(ExtensionException.class, developer::tools);
  }
}
