package dev.gander.testkit.store;

import dev.gander.domain.prompt.PromptTemplates;

class InMemoryPromptTemplatesTest implements PromptTemplatesContract {
  private final InMemoryPromptTemplates prompts = new InMemoryPromptTemplates();

  @Override
  public PromptTemplates prompts() {
    return prompts;
  }
}
