/// Providers: the wire formats of model services over the JDK's HTTP client.
module dev.gander.adapters.llm {
  requires dev.gander.domain;
  requires dev.gander.json.jackson;
  requires java.net.http;
  requires static org.jspecify;
}
