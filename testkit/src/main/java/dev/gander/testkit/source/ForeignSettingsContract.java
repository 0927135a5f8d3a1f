package dev.gander.testkit.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.imports.ForeignSettings;
import dev.gander.domain.imports.ForeignSettings.FoundSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The contract of every [ForeignSettings]. There are none at first.
public interface ForeignSettingsContract {
  ForeignSettings foreign();

  /// Another program has a server with that name, command and one variable.
  void putServer(String name, String command, String variable, String value);

  @Test
  default void withoutOtherProgramsThereIsNothing() {
    assertEquals(List.of(), foreign().find());
  }

  @Test
  default void aServerBecomesAnExtensionWithItsVariables() {
    putServer("fs", "npx", "A", "b");

    FoundSettings found = foreign().find().getFirst();

    assertFalse(found.kind().isEmpty());
    assertFalse(found.name().isEmpty());
    assertEquals(List.of(), found.warnings());
    ExtensionConfig.Stdio server = (ExtensionConfig.Stdio) found.extensions().getFirst();
    assertEquals("fs", server.name());
    assertEquals("npx", server.cmd());
    assertEquals(Map.of("A", "b"), server.envs());
  }
}
