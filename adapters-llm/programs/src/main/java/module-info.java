/// Agents that are programs on this machine, used like models.
module dev.gander.adapters.llm.programs {
  requires dev.gander.adapters.llm.catalog;
  requires dev.gander.json.jackson;
  requires dev.gander.process;
  requires dev.gander.provider.kit;
  requires static org.jspecify;

  exports dev.gander.adapters.llm.programs.installed to
      dev.gander.adapters.llm.clouds;

  provides dev.gander.domain.provider.ProviderFactory with
      dev.gander.adapters.llm.programs.acp.AcpProviderFactory.Amp,
      dev.gander.adapters.llm.programs.acp.AcpProviderFactory.Claude,
      dev.gander.adapters.llm.programs.acp.AcpProviderFactory.Codex,
      dev.gander.adapters.llm.programs.acp.AcpProviderFactory.Copilot,
      dev.gander.adapters.llm.programs.acp.AcpProviderFactory.Pi,
      dev.gander.adapters.llm.programs.claude.ClaudeCodeProviderFactory,
      dev.gander.adapters.llm.programs.codex.CodexProviderFactory,
      dev.gander.adapters.llm.programs.cursor.CursorAgentProviderFactory,
      dev.gander.adapters.llm.programs.gemini.GeminiCliProviderFactory;
}
