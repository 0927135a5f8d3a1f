package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.prompt.PromptTemplates;
import org.junit.jupiter.api.Test;

/// What every [PromptTemplates] does. No user's version exists at first.
public interface PromptTemplatesContract {
  PromptTemplates prompts();

  /// Puts a user's version of a template in place.
  void customize(PromptName name, String text);

  @Test
  default void everyTemplateHasABuiltInText() {
    for (PromptName name : PromptName.values()) {
      assertFalse(prompts().text(name).isBlank(), name.fileName());
    }
  }

  @Test
  default void usersVersionCountsAtOnceAndForItsTemplateOnly() {
    String other = prompts().text(PromptName.SYSTEM);

    customize(PromptName.PLAN, "{% if %}\n\tünï\n");
    assertEquals("{% if %}\n\tünï\n", prompts().text(PromptName.PLAN));
    customize(PromptName.PLAN, "");
    assertEquals("", prompts().text(PromptName.PLAN));

    assertEquals(other, prompts().text(PromptName.SYSTEM));
  }
}
