/// Providers: the wire formats of model services over the JDK's HTTP client.
module dev.gander.adapters.llm {
  requires dev.gander.domain;
  requires dev.gander.json.jackson;
  requires dev.gander.process;
  requires java.net.http;
  requires jdk.httpserver;
  requires jtokkit;
  requires static org.jspecify;

  exports dev.gander.adapters.llm.cassette to
      dev.gander.bootstrap;
  exports dev.gander.adapters.llm.catalog to
      dev.gander.bootstrap;
  exports dev.gander.adapters.llm.oauth to
      dev.gander.bootstrap;
  exports dev.gander.adapters.llm.ollama to
      dev.gander.bootstrap;
  exports dev.gander.adapters.llm.table to
      dev.gander.bootstrap;
  exports dev.gander.adapters.llm.tokens to
      dev.gander.bootstrap;

  provides dev.gander.domain.provider.ProviderFactory with
      dev.gander.adapters.llm.acp.AcpProviderFactory.Amp,
      dev.gander.adapters.llm.acp.AcpProviderFactory.Claude,
      dev.gander.adapters.llm.acp.AcpProviderFactory.Codex,
      dev.gander.adapters.llm.acp.AcpProviderFactory.Copilot,
      dev.gander.adapters.llm.acp.AcpProviderFactory.Pi,
      dev.gander.adapters.llm.anthropic.AnthropicProviderFactory,
      dev.gander.adapters.llm.azure.AzureProviderFactory,
      dev.gander.adapters.llm.cassette.ReplayProviderFactory,
      dev.gander.adapters.llm.chatgpt.ChatGptCodexProviderFactory,
      dev.gander.adapters.llm.cli.claude.ClaudeCodeProviderFactory,
      dev.gander.adapters.llm.cli.codex.CodexProviderFactory,
      dev.gander.adapters.llm.cli.cursor.CursorAgentProviderFactory,
      dev.gander.adapters.llm.cli.gemini.GeminiCliProviderFactory,
      dev.gander.adapters.llm.codeassist.GeminiOAuthProviderFactory,
      dev.gander.adapters.llm.copilot.CopilotProviderFactory,
      dev.gander.adapters.llm.databricks.DatabricksProviderFactory,
      dev.gander.adapters.llm.databricks.DatabricksV2ProviderFactory,
      dev.gander.adapters.llm.bedrock.BedrockProviderFactory,
      dev.gander.adapters.llm.google.GoogleProviderFactory,
      dev.gander.adapters.llm.huggingface.HuggingFaceProviderFactory,
      dev.gander.adapters.llm.kimi.KimiCodeProviderFactory,
      dev.gander.adapters.llm.litellm.LiteLlmProviderFactory,
      dev.gander.adapters.llm.nanogpt.NanoGptProviderFactory,
      dev.gander.adapters.llm.ollama.OllamaProviderFactory,
      dev.gander.adapters.llm.openai.OpenAiProviderFactory,
      dev.gander.adapters.llm.openrouter.OpenRouterProviderFactory,
      dev.gander.adapters.llm.sagemaker.SageMakerProviderFactory,
      dev.gander.adapters.llm.scripted.ScriptedProviderFactory,
      dev.gander.adapters.llm.snowflake.SnowflakeProviderFactory,
      dev.gander.adapters.llm.vertex.GcpVertexProviderFactory,
      dev.gander.adapters.llm.xai.XaiOauthProviderFactory;
}
