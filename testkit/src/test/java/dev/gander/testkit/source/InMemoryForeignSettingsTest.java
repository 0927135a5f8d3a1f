package dev.gander.testkit.source;

import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.imports.ForeignSettings;
import dev.gander.domain.imports.ForeignSettings.FoundSettings;
import dev.gander.domain.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class InMemoryForeignSettingsTest implements ForeignSettingsContract {
  private final InMemoryForeignSettings foreign = new InMemoryForeignSettings();

  @Override
  public ForeignSettings foreign() {
    return foreign;
  }

  @Override
  public void putServer(String name, String command, String variable, String value) {
    ExtensionConfig server =
        new ExtensionConfig.Stdio(
            name,
            "",
            command,
            List.of(),
            Map.of(variable, value),
            List.of(),
            null,
            null,
            null,
            List.of(),
            JsonObject.EMPTY);
    foreign.put(new FoundSettings("other", "Other", Path.of("/other"), List.of(server), List.of()));
  }
}
