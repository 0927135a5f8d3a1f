/// Providers without a model: one that follows a script, and recordings of others that are played.
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
