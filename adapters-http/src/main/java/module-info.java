/// The HTTP side: routes, event streams, OpenAPI, error bodies.
module dev.gander.adapters.http {
  requires dev.gander.application;
  requires dev.gander.json.jackson;
  requires io.helidon.webserver;
  requires io.helidon.webserver.http2;
  requires com.fasterxml.jackson.databind;
  requires static org.jspecify;
}
