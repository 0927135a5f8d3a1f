package dev.gander.application.api.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.settings.ActiveModel;
import dev.gander.testkit.store.InMemorySettings;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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
  void featuresAreAskedForEachTime() {
    AtomicBoolean installed = new AtomicBoolean();
    Features features = new Features(Map.of("b", installed::get, "a", () -> true));

    assertEquals("{a=true, b=false}", features.list().toString());
    installed.set(true);
    assertEquals("{a=true, b=true}", features.list().toString());
  }
}
