/// Contract tests for providers over HTTP, written with or without the kit, and the small server
/// that they run against.
module dev.gander.provider.testkit {
  requires transitive dev.gander.testkit;
  requires transitive jdk.httpserver;
  requires transitive org.junit.jupiter.params;
  requires dev.gander.json.jackson;
  requires transitive java.net.http;
  requires static org.jspecify;

  exports dev.gander.provider.testkit;
  exports dev.gander.provider.testkit.wire;
}
