package dev.gander.adapters.llm;

import dev.gander.adapters.llm.anthropic.AnthropicProviderFactory;
import dev.gander.adapters.llm.azure.AzureProviderFactory;
import dev.gander.adapters.llm.chatgpt.ChatGptCodexProviderFactory;
import dev.gander.adapters.llm.databricks.DatabricksProviderFactory;
import dev.gander.adapters.llm.databricks.DatabricksV2ProviderFactory;
import dev.gander.adapters.llm.google.GoogleProviderFactory;
import dev.gander.adapters.llm.kimi.KimiCodeProviderFactory;
import dev.gander.adapters.llm.ollama.OllamaProviderFactory;
import dev.gander.adapters.llm.openai.OpenAiProviderFactory;
import dev.gander.adapters.llm.openrouter.OpenRouterProviderFactory;
import dev.gander.adapters.llm.scripted.ScriptedProviderFactory;
import dev.gander.domain.provider.ProviderEngine;
import dev.gander.domain.provider.ProviderFactory;
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
  class Azure implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new AzureProviderFactory();
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
  class Databricks implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new DatabricksProviderFactory();
    }
  }

  @Nested
  class DatabricksV2 implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new DatabricksV2ProviderFactory();
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
  class ChatGptCodex implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new ChatGptCodexProviderFactory();
    }
  }

  @Nested
  class KimiCode implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new KimiCodeProviderFactory();
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
  class Scripted implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new ScriptedProviderFactory();
    }
  }
}
