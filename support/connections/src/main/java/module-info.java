/// Connections over HTTP with the user's certificates and proxies.
module dev.gander.connections {
  requires transitive java.net.http;
  requires static transitive org.jspecify;

  exports dev.gander.connections;
}
