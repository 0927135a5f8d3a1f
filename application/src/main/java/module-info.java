/// Use cases of the agent. The engine is visible to the composition root only.
module dev.gander.application {
  requires transitive dev.gander.domain;
  requires static org.jspecify;

  exports dev.gander.application.agent;
  exports dev.gander.application.config;
  exports dev.gander.application.engine to
      dev.gander.bootstrap;
  exports dev.gander.application.extension;
  exports dev.gander.application.provider;
  exports dev.gander.application.reply;
  exports dev.gander.application.session;
  exports dev.gander.application.status;
}
