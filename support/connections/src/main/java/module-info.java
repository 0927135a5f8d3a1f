/// Connections over HTTP with the user's certificates and proxies, and pages for strangers.
module dev.gander.connections {
  requires transitive java.net.http;
  requires org.apache.httpcomponents.core5.httpcore5;
  requires static transitive org.jspecify;

  exports dev.gander.connections;
}
