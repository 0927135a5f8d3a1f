/// The engine for models on this machine. A program of its own, which the server starts for each
/// model: native code could end the server's process, and does not give its memory back. It speaks
/// the HTTP interface of `llama-server`, as far as its library can.
module dev.gander.adapters.engine {
  requires dev.gander.json.jackson;
  requires jdk.httpserver;
  requires llama;
  requires static org.jspecify;
}
