package dev.gander.application.api.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.localmodel.EngineFacts;
import dev.gander.testkit.store.InMemorySettings;
import java.util.List;
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
    EngineFacts none = EngineFacts.none("it is not installed");
    EngineFacts some = new EngineFacts("llama-server", "b1", List.of());
    Features features =
        new Features(Map.of("a", installed::get), () -> installed.get() ? some : none);

    assertEquals("{a=false, local-inference=false}", features.list().toString());
    assertEquals(List.of("it is not installed"), features.engine().limits());
    installed.set(true);
    assertEquals("{a=true, local-inference=true}", features.list().toString());
  }
}
