/// Use cases of the agent. The engine is visible to the composition root only.
module dev.gander.application {
  requires transitive dev.gander.domain;
  requires static org.jspecify;

  exports dev.gander.application.api.agent;
  exports dev.gander.application.api.config;
  exports dev.gander.application.api.provider;
  exports dev.gander.application.api.session;
  exports dev.gander.application.api.status;
  exports dev.gander.application.api.turn;
  exports dev.gander.application.agent;
  exports dev.gander.application.settings;
  exports dev.gander.application.engine;
  exports dev.gander.application.extension;
  exports dev.gander.application.model;
  exports dev.gander.application.reply;
  exports dev.gander.application.template to
      dev.gander.bootstrap; // whose tests render the built-in prompts
}
