/// What clients can do, and the engine behind it. Transports see `api` and its results; code that
/// assembles a server sees [dev.gander.application.Application] and its ports.
module dev.gander.application {
  requires transitive dev.gander.domain;
  requires static transitive org.jspecify;

  exports dev.gander.application;
  exports dev.gander.application.api;
  exports dev.gander.application.api.access;
  exports dev.gander.application.api.agent;
  exports dev.gander.application.api.app;
  exports dev.gander.application.api.approval;
  exports dev.gander.application.api.budget;
  exports dev.gander.application.api.config;
  exports dev.gander.application.api.dictation;
  exports dev.gander.application.api.keeping;
  exports dev.gander.application.api.localmodel;
  exports dev.gander.application.api.news;
  exports dev.gander.application.api.operating;
  exports dev.gander.application.api.policy;
  exports dev.gander.application.api.program;
  exports dev.gander.application.api.provider;
  exports dev.gander.application.api.recipe;
  exports dev.gander.application.api.run;
  exports dev.gander.application.api.schedule;
  exports dev.gander.application.api.session;
  exports dev.gander.application.api.source;
  exports dev.gander.application.api.status;
  exports dev.gander.application.api.tunnel;
  exports dev.gander.application.api.turn;
  exports dev.gander.application.api.webhook;
  exports dev.gander.application.template to
      dev.gander.bootstrap; // whose tests render the built-in prompts
}
