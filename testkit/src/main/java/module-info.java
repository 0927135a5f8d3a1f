/// In-memory adapters, scripted doubles and one contract test per port, for authors of adapters.
module dev.gander.testkit {
  requires transitive dev.gander.domain;
  requires transitive org.junit.jupiter.api;
  requires jdk.management;
  requires static org.jspecify;

  exports dev.gander.testkit;
  exports dev.gander.testkit.access;
  exports dev.gander.testkit.app;
  exports dev.gander.testkit.budget;
  exports dev.gander.testkit.cluster;
  exports dev.gander.testkit.database;
  exports dev.gander.testkit.extension;
  exports dev.gander.testkit.json;
  exports dev.gander.testkit.keeping;
  exports dev.gander.testkit.localmodel;
  exports dev.gander.testkit.observe;
  exports dev.gander.testkit.permission;
  exports dev.gander.testkit.policy;
  exports dev.gander.testkit.provider;
  exports dev.gander.testkit.schedule;
  exports dev.gander.testkit.recipe;
  exports dev.gander.testkit.run;
  exports dev.gander.testkit.share;
  exports dev.gander.testkit.speech;
  exports dev.gander.testkit.source;
  exports dev.gander.testkit.store;
  exports dev.gander.testkit.tool;
  exports dev.gander.testkit.tunnel;
  exports dev.gander.testkit.turn;
  exports dev.gander.testkit.webhook;

  // JUnit runs the package-private tests of a contract.
  opens dev.gander.testkit.extension;
}
