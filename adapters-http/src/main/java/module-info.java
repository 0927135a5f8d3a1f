/// The HTTP side: routes, event streams, OpenAPI, error bodies.
module dev.gander.adapters.http {
  requires transitive dev.gander.application;
  requires dev.gander.files;
  requires dev.gander.json.jackson;
  requires io.helidon.common.buffers;
  requires io.helidon.common.context;
  requires io.helidon.common.socket;
  requires io.helidon.common.tls;
  requires io.helidon.http;
  requires io.helidon.http.encoding;
  requires io.helidon.http.media;
  requires io.helidon.service.registry;
  requires io.helidon.webserver;
  requires io.helidon.webserver.http2;
  requires io.helidon.websocket;
  requires static transitive org.jspecify;

  exports dev.gander.adapters.http;
  exports dev.gander.adapters.http.peer;
  exports dev.gander.adapters.http.options;
  exports dev.gander.adapters.http.tls;

  provides io.helidon.webserver.http.spi.SinkProvider with
      dev.gander.adapters.http.server.EventSinkProvider;
}
