/// Services that are called over HTTP, with or without a key, each with a wire family of the kit.
module dev.gander.adapters.llm.services {
  requires dev.gander.adapters.llm.catalog;
  requires dev.gander.json.jackson;
  requires dev.gander.provider.kit;
  requires static org.jspecify;

  exports dev.gander.adapters.llm.services.ollama to
      dev.gander.bootstrap;
  exports dev.gander.adapters.llm.services.speech to
      dev.gander.bootstrap;

  provides dev.gander.domain.provider.ProviderFactory with
      dev.gander.adapters.llm.services.anthropic.AnthropicProviderFactory,
      dev.gander.adapters.llm.services.google.GoogleProviderFactory,
      dev.gander.adapters.llm.services.litellm.LiteLlmProviderFactory,
      dev.gander.adapters.llm.services.nanogpt.NanoGptProviderFactory,
      dev.gander.adapters.llm.services.ollama.OllamaProviderFactory,
      dev.gander.adapters.llm.services.openai.OpenAiProviderFactory,
      dev.gander.adapters.llm.services.openrouter.OpenRouterProviderFactory;
}
