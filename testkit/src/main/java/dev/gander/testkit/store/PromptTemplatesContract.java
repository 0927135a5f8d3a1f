package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.prompt.PromptTemplates;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [PromptTemplates]. The user has no own versions at first.
public interface PromptTemplatesContract {
  PromptTemplates prompts();

  @Test
  default void everyTemplateHasABuiltInText() {
    for (PromptName name : PromptName.values()) {
      assertFalse(prompts().builtIn(name).isBlank(), name.fileName());
      assertEquals(prompts().builtIn(name), prompts().text(name));
      assertEquals(Optional.empty(), prompts().own(name));
    }
  }

  @Test
  default void usersVersionIsStoredAsItIsAndForItsTemplateOnly() {
    String other = prompts().text(PromptName.SYSTEM);
    for (String text : new String[] {"{% if %}\n\tünï\n", ""}) {
      prompts().save(PromptName.PLAN, text);

      assertEquals(Optional.of(text), prompts().own(PromptName.PLAN));
      assertEquals(text, prompts().text(PromptName.PLAN));
    }
    assertEquals(other, prompts().text(PromptName.SYSTEM));
  }

  @Test
  default void resetBringsTheBuiltInTextBackAndMayComeAgain() {
    prompts().save(PromptName.PLAN, "mine");

    prompts().reset(PromptName.PLAN);
    prompts().reset(PromptName.PLAN);

    assertEquals(Optional.empty(), prompts().own(PromptName.PLAN));
    assertEquals(prompts().builtIn(PromptName.PLAN), prompts().text(PromptName.PLAN));
  }
}
