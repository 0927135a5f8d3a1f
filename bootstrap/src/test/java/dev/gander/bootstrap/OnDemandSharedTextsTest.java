package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.bootstrap.ondemand.OnDemandSharedTexts;
import dev.gander.domain.error.InvalidInput;
import dev.gander.testkit.store.InMemorySettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/// As in a program that embeds Gander; [SharingIT] has the image.
class OnDemandSharedTextsTest {
  @Test
  void theModuleThatIsThereAnywayIsUsed() {
    var texts = new OnDemandSharedTexts(new InMemorySettings());

    assertEquals(
        "No relay is named",
        assertThrows(InvalidInput.class, () -> texts.publish("x", List.of(" "))).text());
  }
}
