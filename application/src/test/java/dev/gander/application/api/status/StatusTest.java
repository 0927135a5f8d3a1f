package dev.gander.application.api.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.inference.EngineFacts;
import dev.gander.testkit.store.InMemorySettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusTest {
  @Test
  void theServerSaysWhatItIsSetUpFor() {
    InMemorySettings settings = new InMemorySettings();
    var info =
        new SystemInfo(
            "1.0",
            new SystemInfo.OperatingSystem("linux", "6.1", "x86_64"),
            new ActiveModel(settings),
            new ListConfiguredExtensions(settings));
    assertNull(info.read().provider());

    new ActiveModel(settings).activate("openai", "gpt");

    assertEquals("openai", info.read().provider());
    assertEquals("gpt", info.read().model());
    assertTrue(info.read().enabledExtensions().contains("developer"));
  }

  @Test
  void whatIsNotThereIsOff() {
    Features without = new Features(() -> EngineFacts.none("it is not installed"));
    Features with = new Features(() -> new EngineFacts("llama-server", "b1", List.of()));

    assertEquals(Map.of("local-inference", false, "code-mode", false), without.list());
    assertEquals(List.of("it is not installed"), without.engine().limits());
    assertEquals(Map.of("local-inference", true, "code-mode", false), with.list());
  }
}
