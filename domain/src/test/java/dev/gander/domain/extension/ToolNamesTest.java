package dev.gander.domain.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import org.junit.jupiter.api.Test;

class ToolNamesTest {
  private static final ExtensionKey KEY = new ExtensionKey("git");

  @Test
  void aPublicNameCarriesTheKeyAndTheToolItsOwner() {
    Tool published = ToolNames.published(KEY, false, tool("log__all"));

    assertEquals("git__log__all", published.name());
    assertEquals(new ToolNames.Parts(KEY, "log__all"), ToolNames.parts(published));
    assertEquals(Json.of(1), published.meta().get("kept"));
  }

  @Test
  void anUnprefixedToolKeepsItsName() {
    Tool published = ToolNames.published(KEY, true, tool("shell"));

    assertEquals("shell", published.name());
    assertEquals(new ToolNames.Parts(KEY, "shell"), ToolNames.parts(published));
  }

  @Test
  void aNameIsSplitAtTheFirstJoint() {
    assertEquals(
        new ToolNames.Parts(KEY, "log__all"), ToolNames.split("Git__log__all").orElseThrow());
    assertEquals(
        new ToolNames.Parts(new ExtensionKey(""), "x"), ToolNames.split("__x").orElseThrow());
    assertTrue(ToolNames.split("log").isEmpty());
    assertTrue(ToolNames.split("").isEmpty());
  }

  @Test
  void aToolWithoutOwnerBelongsToItsPrefix() {
    assertEquals(new ToolNames.Parts(KEY, "log"), ToolNames.parts(tool("git__log")));
    assertEquals(new ToolNames.Parts(new ExtensionKey(""), "log"), ToolNames.parts(tool("log")));
  }

  private static Tool tool(String name) {
    JsonObject meta = JsonObject.of("kept", Json.of(1));
    return new Tool(name, null, JsonObject.EMPTY, JsonObject.of("_meta", meta));
  }
}
