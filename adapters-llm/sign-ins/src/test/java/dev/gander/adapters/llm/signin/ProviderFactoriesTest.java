package dev.gander.adapters.llm.signin;

import dev.gander.adapters.llm.signin.chatgpt.ChatGptCodexProviderFactory;
import dev.gander.adapters.llm.signin.codeassist.GeminiOAuthProviderFactory;
import dev.gander.adapters.llm.signin.copilot.CopilotProviderFactory;
import dev.gander.adapters.llm.signin.huggingface.HuggingFaceProviderFactory;
import dev.gander.adapters.llm.signin.kimi.KimiCodeProviderFactory;
import dev.gander.adapters.llm.signin.xai.XaiOauthProviderFactory;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.testkit.provider.ProviderFactoryContract;
import org.junit.jupiter.api.Nested;

class ProviderFactoriesTest {
  @Nested
  class GeminiOAuth implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new GeminiOAuthProviderFactory();
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
  class HuggingFace implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new HuggingFaceProviderFactory();
    }
  }

  @Nested
  class XaiOauth implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new XaiOauthProviderFactory();
    }
  }
}
