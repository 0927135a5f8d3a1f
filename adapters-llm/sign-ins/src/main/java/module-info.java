/// Services that users sign in to or sign up for in a browser.
module dev.gander.adapters.llm.signin {
  requires dev.gander.adapters.llm.catalog;
  requires dev.gander.json.jackson;
  requires dev.gander.provider.kit;
  requires static org.jspecify;

  exports dev.gander.adapters.llm.signin.signup to
      dev.gander.bootstrap;

  provides dev.gander.domain.provider.ProviderFactory with
      dev.gander.adapters.llm.signin.chatgpt.ChatGptCodexProviderFactory,
      dev.gander.adapters.llm.signin.codeassist.GeminiOAuthProviderFactory,
      dev.gander.adapters.llm.signin.copilot.CopilotProviderFactory,
      dev.gander.adapters.llm.signin.huggingface.HuggingFaceProviderFactory,
      dev.gander.adapters.llm.signin.kimi.KimiCodeProviderFactory,
      dev.gander.adapters.llm.signin.xai.XaiOauthProviderFactory;
}
