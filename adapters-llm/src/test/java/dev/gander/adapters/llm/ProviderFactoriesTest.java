package dev.gander.adapters.llm;

import dev.gander.adapters.llm.anthropic.AnthropicProviderFactory;
import dev.gander.adapters.llm.azure.AzureProviderFactory;
import dev.gander.adapters.llm.bedrock.BedrockProviderFactory;
import dev.gander.adapters.llm.chatgpt.ChatGptCodexProviderFactory;
import dev.gander.adapters.llm.cli.claude.ClaudeCodeProviderFactory;
import dev.gander.adapters.llm.cli.codex.CodexProviderFactory;
import dev.gander.adapters.llm.cli.cursor.CursorAgentProviderFactory;
import dev.gander.adapters.llm.cli.gemini.GeminiCliProviderFactory;
import dev.gander.adapters.llm.codeassist.GeminiOAuthProviderFactory;
import dev.gander.adapters.llm.copilot.CopilotProviderFactory;
import dev.gander.adapters.llm.databricks.DatabricksProviderFactory;
import dev.gander.adapters.llm.databricks.DatabricksV2ProviderFactory;
import dev.gander.adapters.llm.google.GoogleProviderFactory;
import dev.gander.adapters.llm.huggingface.HuggingFaceProviderFactory;
import dev.gander.adapters.llm.kimi.KimiCodeProviderFactory;
import dev.gander.adapters.llm.nanogpt.NanoGptProviderFactory;
import dev.gander.adapters.llm.ollama.OllamaProviderFactory;
import dev.gander.adapters.llm.openai.OpenAiProviderFactory;
import dev.gander.adapters.llm.openrouter.OpenRouterProviderFactory;
import dev.gander.adapters.llm.sagemaker.SageMakerProviderFactory;
import dev.gander.adapters.llm.scripted.ScriptedProviderFactory;
import dev.gander.adapters.llm.snowflake.SnowflakeProviderFactory;
import dev.gander.adapters.llm.vertex.GcpVertexProviderFactory;
import dev.gander.adapters.llm.xai.XaiOauthProviderFactory;
import dev.gander.domain.provider.Programs;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.testkit.provider.ProviderEngineContract;
import dev.gander.testkit.provider.ProviderFactoryContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  class GeminiOAuth implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new GeminiOAuthProviderFactory();
    }
  }

  @Nested
  class AwsBedrock implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new BedrockProviderFactory();
    }
  }

  @Nested
  class SageMakerTgi implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new SageMakerProviderFactory();
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
  class Copilot implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new CopilotProviderFactory();
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
  class ClaudeCode implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new ClaudeCodeProviderFactory();
    }

    @Override
    public ProviderSettings settings() {
      return installed(Map.of("CLAUDE_CODE_COMMAND", "/bin/sh"));
    }
  }

  @Nested
  class Codex implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new CodexProviderFactory();
    }

    @Override
    public ProviderSettings settings() {
      return installed(Map.of("CODEX_COMMAND", "/bin/sh"));
    }
  }

  @Nested
  class CursorAgent implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new CursorAgentProviderFactory();
    }

    @Override
    public ProviderSettings settings() {
      return installed(Map.of("CURSOR_AGENT_COMMAND", "/bin/sh"));
    }
  }

  @Nested
  class GeminiCli implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new GeminiCliProviderFactory();
    }

    @Override
    public ProviderSettings settings() {
      return installed(Map.of("GEMINI_CLI_COMMAND", "/bin/sh"));
    }
  }

  /// Settings of a machine on which programs are found.
  private static ProviderSettings installed(Map<String, String> values) {
    return new ProviderSettings() {
      @Override
      public Optional<String> setting(String key) {
        return Optional.ofNullable(values.get(key));
      }

      @Override
      public Optional<String> secret(String key) {
        return Optional.empty();
      }

      @Override
      public Optional<Programs> programs() {
        return Optional.of(new Programs(Map.of("HOME", "/"), List.of(), Path.of("/tmp")));
      }
    };
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

  @Nested
  class HuggingFace implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new HuggingFaceProviderFactory();
    }
  }

  @Nested
  class NanoGpt implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new NanoGptProviderFactory();
    }
  }

  @Nested
  class XaiOauth implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new XaiOauthProviderFactory();
    }
  }

  @Nested
  class Vertex implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new GcpVertexProviderFactory();
    }
  }

  @Nested
  class Snowflake implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new SnowflakeProviderFactory();
    }
  }
}
