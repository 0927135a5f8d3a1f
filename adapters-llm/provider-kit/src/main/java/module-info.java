/// Tools for people who write providers, in this project or outside of it: HTTP with retries,
/// streams of answers, the wire families that most services speak, and sign-ins. Everything that is
/// exported is for everybody; what is not meant for them is package-private.
module dev.gander.provider.kit {
  requires transitive dev.gander.domain;
  requires transitive java.net.http;
  requires dev.gander.json.jackson;
  requires jdk.httpserver;
  requires static org.jspecify;

  exports dev.gander.provider.kit;
  exports dev.gander.provider.kit.anthropic;
  exports dev.gander.provider.kit.gemini;
  exports dev.gander.provider.kit.http;
  exports dev.gander.provider.kit.oauth;
  exports dev.gander.provider.kit.openai;
  exports dev.gander.provider.kit.service;
  exports dev.gander.provider.kit.signin;
  exports dev.gander.provider.kit.stream;
  exports dev.gander.provider.kit.wire;
}
