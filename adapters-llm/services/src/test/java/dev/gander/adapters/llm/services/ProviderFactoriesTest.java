package dev.gander.adapters.llm.services;

import dev.gander.adapters.llm.services.anthropic.AnthropicProviderFactory;
import dev.gander.adapters.llm.services.google.GoogleProviderFactory;
import dev.gander.adapters.llm.services.nanogpt.NanoGptProviderFactory;
import dev.gander.adapters.llm.services.ollama.OllamaProviderFactory;
import dev.gander.adapters.llm.services.openai.OpenAiProviderFactory;
import dev.gander.adapters.llm.services.openrouter.OpenRouterProviderFactory;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.testkit.provider.ProviderEngineContract;
import dev.gander.testkit.provider.ProviderFactoryContract;
import org.junit.jupiter.api.Nested;

class ProviderFactoriesTest {
  @Nested
  class OpenRouter implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new OpenRouterProviderFactory();
    }
  }

  @Nested
  class Anthropic implements ProviderEngineContract {
    @Override
    public ProviderEngine factory() {
      return new AnthropicProviderFactory();
    }
  }

  @Nested
  class Google implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new GoogleProviderFactory();
    }
  }

  @Nested
  class Ollama implements ProviderEngineContract {
    @Override
    public ProviderEngine factory() {
      return new OllamaProviderFactory();
    }
  }

  @Nested
  class OpenAi implements ProviderEngineContract {
    @Override
    public ProviderEngine factory() {
      return new OpenAiProviderFactory();
    }
  }

  @Nested
  class NanoGpt implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new NanoGptProviderFactory();
    }
  }
}
