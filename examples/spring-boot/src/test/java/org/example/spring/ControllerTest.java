package org.example.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.client.GanderClient;
import dev.gander.junit.GanderTest;
import dev.gander.junit.ScriptedModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without Spring: the model's part is written down in the test.
@GanderTest
class ControllerTest {
  @Test
  void theModelGetsTheQuestion(ScriptedModel model, GanderClient client, @TempDir Path folder) {
    model.says("In", "deed.");

    assertEquals("Indeed.", new Questions(client, folder).ask("Is it?"));

    assertTrue(model.lastAsked().text().contains("Is it?"));
  }
}
