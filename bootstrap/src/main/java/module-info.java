/// The program: command line, composition root, life cycle.
module dev.gander.bootstrap {
  requires transitive dev.gander.application;
  requires transitive dev.gander.adapters.http;
  requires dev.gander.adapters.acp;
  requires dev.gander.adapters.llm.catalog;
  requires dev.gander.adapters.llm.rehearsal;
  requires dev.gander.adapters.llm.services;
  requires dev.gander.adapters.llm.signin;
  requires dev.gander.adapters.mcp;
  requires dev.gander.adapters.persistence;
  requires dev.gander.adapters.speech;
  requires dev.gander.adapters.webhooks;
  requires dev.gander.connections;
  requires dev.gander.files;
  requires dev.gander.json.jackson;
  requires dev.gander.process;
  requires java.logging;
  requires java.net.http;
  requires jdk.httpserver;
  requires jdk.unsupported;
  requires static org.jspecify;

  exports dev.gander.bootstrap;

  uses dev.gander.application.api.program.Commands;
  uses dev.gander.domain.cluster.ClusterStoresFactory;
  uses dev.gander.domain.extension.BundledServers;
  uses dev.gander.domain.extension.DocumentTools;
  uses dev.gander.domain.keeping.Seals;
  uses dev.gander.domain.localmodel.LocalModelsFactory;
  uses dev.gander.domain.localmodel.LocalEngines;
  uses dev.gander.domain.observe.MetricsFactory;
  uses dev.gander.domain.observe.TracesFactory;
  uses dev.gander.domain.provider.ProviderFactory;
  uses dev.gander.domain.provider.RequestSigner;
  uses dev.gander.domain.schedule.JobTimerFactory;
  uses dev.gander.domain.share.SharedTextsFactory;
  uses dev.gander.domain.tunnel.TunnelLinksFactory;
}
