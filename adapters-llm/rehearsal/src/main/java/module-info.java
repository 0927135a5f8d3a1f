/// Providers without a model: one follows a script, the other replays recordings of real providers.
module dev.gander.adapters.llm.rehearsal {
  requires dev.gander.json.jackson;
  requires dev.gander.provider.kit;
  requires static org.jspecify;

  exports dev.gander.adapters.llm.rehearsal.cassette to
      dev.gander.bootstrap;

  provides dev.gander.domain.provider.ProviderFactory with
      dev.gander.adapters.llm.rehearsal.cassette.ReplayProviderFactory,
      dev.gander.adapters.llm.rehearsal.scripted.ScriptedProviderFactory;
}
