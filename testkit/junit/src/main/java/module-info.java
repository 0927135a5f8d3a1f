/// `@GanderTest`: a server in the process of a JUnit test, with a model that plays a script.
module dev.gander.junit {
  requires transitive dev.gander.bootstrap;
  requires transitive dev.gander.client;
  requires transitive dev.gander.testkit;
  requires transitive org.junit.jupiter.api;
  requires dev.gander.json.jackson;
  requires static org.jspecify;

  exports dev.gander.junit;

  // JUnit creates the extension.
  opens dev.gander.junit to
      org.junit.platform.commons;
}
