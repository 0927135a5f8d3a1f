package dev.gander.adapters.llm.programs;

import dev.gander.adapters.llm.programs.claude.ClaudeCodeProviderFactory;
import dev.gander.adapters.llm.programs.codex.CodexProviderFactory;
import dev.gander.adapters.llm.programs.cursor.CursorAgentProviderFactory;
import dev.gander.adapters.llm.programs.gemini.GeminiCliProviderFactory;
import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.provider.Programs;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.testkit.provider.ProviderFactoryContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

class ProviderFactoriesTest {
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
        return Optional.of(
            new Programs(ChildEnvironment.of(Map.of("HOME", "/")), List.of(), Path.of("/tmp")));
      }
    };
  }
}
