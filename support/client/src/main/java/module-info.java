/// A small client of a server, for programs on the JVM: prompts, answers as they come, approvals.
module dev.gander.client {
  requires transitive dev.gander.domain;
  requires dev.gander.json.jackson;
  requires java.net.http;
  requires static org.jspecify;

  exports dev.gander.client;
}
