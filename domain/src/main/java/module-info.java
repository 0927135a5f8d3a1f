/// Gander's data, rules and ports. Depends on nothing but the JDK.
module dev.gander.domain {
  requires static transitive org.jspecify;

  exports dev.gander.domain.access;
  exports dev.gander.domain.app;
  exports dev.gander.domain.budget;
  exports dev.gander.domain.cluster;
  exports dev.gander.domain.config;
  exports dev.gander.domain.download;
  exports dev.gander.domain.error;
  exports dev.gander.domain.extension;
  exports dev.gander.domain.files;
  exports dev.gander.domain.hook;
  exports dev.gander.domain.imports;
  exports dev.gander.domain.json;
  exports dev.gander.domain.keeping;
  exports dev.gander.domain.localmodel;
  exports dev.gander.domain.message;
  exports dev.gander.domain.model;
  exports dev.gander.domain.node;
  exports dev.gander.domain.observe;
  exports dev.gander.domain.permission;
  exports dev.gander.domain.policy;
  exports dev.gander.domain.prompt;
  exports dev.gander.domain.provider;
  exports dev.gander.domain.provider.declared;
  exports dev.gander.domain.provider.signin;
  exports dev.gander.domain.recipe;
  exports dev.gander.domain.run;
  exports dev.gander.domain.schedule;
  exports dev.gander.domain.session;
  exports dev.gander.domain.share;
  exports dev.gander.domain.shell;
  exports dev.gander.domain.source;
  exports dev.gander.domain.speech;
  exports dev.gander.domain.text;
  exports dev.gander.domain.time;
  exports dev.gander.domain.tool;
  exports dev.gander.domain.tunnel;
  exports dev.gander.domain.turn;
  exports dev.gander.domain.webhook;
}
