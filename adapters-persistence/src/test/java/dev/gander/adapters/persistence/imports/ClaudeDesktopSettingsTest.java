package dev.gander.adapters.persistence.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.imports.ForeignSettings;
import dev.gander.domain.imports.ForeignSettings.FoundSettings;
import dev.gander.testkit.source.ForeignSettingsContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaudeDesktopSettingsTest implements ForeignSettingsContract {
  @TempDir Path home;

  @Override
  public ForeignSettings foreign() {
    return new ClaudeDesktopSettings(home, Map.of(), "Linux");
  }

  @Override
  public void putServer(String name, String command, String variable, String value) {
    write(
        ".config",
        "{\"mcpServers\":{\"%s\":{\"command\":\"%s\",\"env\":{\"%s\":\"%s\"}}}}"
            .formatted(name, command, variable, value));
  }

  private void write(String folder, String text) {
    try {
      Path claude = Files.createDirectories(home.resolve(folder).resolve("Claude"));
      Files.writeString(claude.resolve("claude_desktop_config.json"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatCannotBeTakenOverIsAWarning() {
    write(
        ".config",
        "{\"mcpServers\":{\"a\":5,\"b\":{\"args\":[]},\"c\":{\"url\":\"http://x\"},"
            + "\"d\":{\"command\":\"x\",\"args\":\"y\"}}}");

    FoundSettings found = foreign().find().getFirst();

    assertEquals(3, found.warnings().size());
    assertEquals(List.of("c"), found.extensions().stream().map(ExtensionConfig::name).toList());
    write(".config", "{");
    assertEquals(List.of("The file cannot be read"), foreign().find().getFirst().warnings());
  }

  @Test
  void otherSystemsHaveAnotherFolder() {
    write("Library/Application Support", "{}");
    write("roaming", "{}");

    assertEquals(1, new ClaudeDesktopSettings(home, Map.of(), "Mac OS X").find().size());
    assertEquals(
        1,
        new ClaudeDesktopSettings(
                home, Map.of("APPDATA", home.resolve("roaming").toString()), "Windows 11")
            .find()
            .size());
  }
}
