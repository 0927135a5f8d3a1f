/// What is known about providers, services and models before any service is asked.
module dev.gander.adapters.llm.catalog {
  requires transitive dev.gander.domain;
  requires dev.gander.json.jackson;
  requires dev.gander.provider.kit;
  requires jtokkit;
  requires static org.jspecify;

  exports dev.gander.adapters.llm.catalog to
      dev.gander.bootstrap;
  exports dev.gander.adapters.llm.catalog.table to
      dev.gander.adapters.llm.clouds,
      dev.gander.adapters.llm.programs,
      dev.gander.adapters.llm.services,
      dev.gander.adapters.llm.signin,
      dev.gander.bootstrap;
  exports dev.gander.adapters.llm.catalog.tokens to
      dev.gander.bootstrap;
}
