/// Tools for authors of providers, inside or outside this project: HTTP with retries, streams of
/// answers, the wire families that most services use, and sign-ins. Everything exported is public
/// API; the rest is package-private.
module dev.gander.provider.kit {
  requires transitive dev.gander.connections;
  requires transitive dev.gander.domain;
  requires transitive dev.gander.oauth;
  requires dev.gander.json.jackson;
  requires dev.gander.process;
  // For tests, also those of other authors: what plays their services runs beside this module.
  requires jdk.httpserver;
  requires static org.jspecify;

  exports dev.gander.provider.kit;
  exports dev.gander.provider.kit.anthropic;
  exports dev.gander.provider.kit.gemini;
  exports dev.gander.provider.kit.log;
  exports dev.gander.provider.kit.openai;
  exports dev.gander.provider.kit.service;
  exports dev.gander.provider.kit.signin;
  exports dev.gander.provider.kit.stream;
  exports dev.gander.provider.kit.wire;
}
